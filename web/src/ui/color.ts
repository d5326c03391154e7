/**
 * Colours as people see them: OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020) for making one lighter
 * or darker without changing its hue, and the contrast of WCAG 2.2 (relative luminance, 1.4.3) for what can be read.
 */

export interface Oklch {
  /** 0 black … 1 white. */
  readonly lightness: number;
  readonly chroma: number;
  /** Radians. */
  readonly hue: number;
}

type Rgb = readonly [red: number, green: number, blue: number];

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu;
const CHROMA_STEPS = 16;

/** Throws when it is not #rrggbb. */
export function oklchOf(hex: string): Oklch {
  const [r, g, b] = rgbOf(hex).map(linear);
  const [red = 0, green = 0, blue = 0] = [r, g, b];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { lightness, chroma: Math.hypot(a, bb), hue: Math.atan2(bb, a) };
}

/** The nearest colour that a screen can show: of a too vivid one the chroma gives way, not the hue. */
export function hexOf({ lightness, chroma, hue }: Oklch): string {
  let low = 0;
  let high = chroma;
  if (isShowable(rgbFrom({ lightness, chroma, hue }))) low = chroma;
  else {
    for (let step = 0; step < CHROMA_STEPS; step += 1) {
      const middle = (low + high) / 2;
      if (isShowable(rgbFrom({ lightness, chroma: middle, hue }))) low = middle;
      else high = middle;
    }
  }
  const bytes = rgbFrom({ lightness, chroma: low, hue }).map((part) => Math.round(clamp(encoded(clamp(part))) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = rgbOf(hex).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function rgbOf(hex: string): Rgb {
  const [, red, green, blue] = HEX.exec(hex) ?? [];
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`not a colour: ${hex}`);
  return [parseInt(red, 16) / 255, parseInt(green, 16) / 255, parseInt(blue, 16) / 255];
}

function rgbFrom({ lightness, chroma, hue }: Oklch): Rgb {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const OUTSIDE = 1e-4;

function isShowable(rgb: Rgb): boolean {
  return rgb.every((part) => part >= -OUTSIDE && part <= 1 + OUTSIDE);
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function encoded(part: number): number {
  return part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part));
}
