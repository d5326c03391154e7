/**
 * One accent for a shop, made of the colour that it chose: whatever that is, text on it and text in it can be read on every
 * ground that the screens have (WCAG 2.2 AA, 4.5 : 1), light and dark. Only the lightness is corrected, the hue stays the shop's.
 */
import { contrast, hexOf, type Oklch, oklchOf } from './color.ts';

export interface AccentTones {
  /** Buttons, what is chosen; also text and icons in the accent. */
  readonly strong: string;
  /** Text on `strong`. */
  readonly onStrong: string;
  /** A little stronger than `strong`, under the pointer. */
  readonly hover: string;
  /** A quiet ground; text in `strong` is readable on it. */
  readonly tint: string;
}

export interface Accent {
  readonly light: AccentTones;
  readonly dark: AccentTones;
}

export const GROUNDS = {
  light: { page: '#f4f5f7', card: '#ffffff', ink: '#16191f', soft: '#5b6472', line: '#e2e5ea' },
  dark: { page: '#121418', card: '#1b1e24', ink: '#eceef2', soft: '#a3abb8', line: '#31363f' },
} as const;

export const DEFAULT_COLOR = '#0f7a5a';
export const READABLE = 4.5;

const LIGHTNESS_STEP = 0.005;
const TINT = { light: { lightness: 0.955, chroma: 0.03 }, dark: { lightness: 0.29, chroma: 0.045 } } as const;
const HOVER_STEP = 0.05;

/** `color` is #rrggbb. */
export function accentOf(color: string): Accent {
  const chosen = oklchOf(color);
  return { light: lightTones(chosen), dark: darkTones(chosen) };
}

function lightTones(chosen: Oklch): AccentTones {
  const tint = tintOf(chosen, TINT.light);
  const grounds = [GROUNDS.light.page, GROUNDS.light.card, tint];
  const { hex: strong, tone } = readableOn(chosen, grounds, -LIGHTNESS_STEP);
  return { strong, tint, onStrong: '#ffffff', hover: hexOf({ ...tone, lightness: tone.lightness - HOVER_STEP }) };
}

function darkTones(chosen: Oklch): AccentTones {
  const tint = tintOf(chosen, TINT.dark);
  const grounds = [GROUNDS.dark.page, GROUNDS.dark.card, tint];
  const { hex: strong, tone } = readableOn(chosen, grounds, LIGHTNESS_STEP);
  const hover = hexOf({ ...tone, lightness: Math.min(1, tone.lightness + HOVER_STEP) });
  return { strong, tint, onStrong: GROUNDS.dark.page, hover };
}

function tintOf({ chroma, hue }: Oklch, tone: { readonly lightness: number; readonly chroma: number }): string {
  return hexOf({ lightness: tone.lightness, chroma: Math.min(chroma, tone.chroma), hue });
}

/** The chosen colour, step by step darker or lighter until it can be read; black or white at the latest. */
function readableOn(
  chosen: Oklch,
  grounds: readonly string[],
  step: number,
): { readonly hex: string; readonly tone: Oklch } {
  let tone = chosen;
  for (;;) {
    const hex = hexOf(tone);
    const lightness = Math.min(1, Math.max(0, tone.lightness + step));
    if (lightness === tone.lightness || grounds.every((ground) => contrast(hex, ground) >= READABLE))
      return { hex, tone };
    tone = { ...tone, lightness };
  }
}
