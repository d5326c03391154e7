/** The look of all three apps as tokens for Mantine: calm grounds, one accent, tabular numerals, large targets where a till wants them. */
import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineThemeOverride,
} from '@mantine/core';
import { type Accent, type AccentTones, GROUNDS } from './accent.ts';

const FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** From words to the ground; Mantine's own are of another hue than our grounds. */
const NIGHT = [
  '#c9ced7',
  '#b4bac4',
  '#a3abb8',
  '#7d8695',
  '#3c424c',
  '#31363f',
  '#23272e',
  '#1b1e24',
  '#16191e',
  '#121418',
] as const;

export function themeOf({ light, dark }: Accent): MantineThemeOverride {
  const tones = [
    light.tint,
    light.tint,
    light.tint,
    dark.strong,
    dark.strong,
    light.strong,
    light.strong,
    light.hover,
    light.hover,
    dark.tint,
  ] as const;
  return createTheme({
    colors: { accent: tones, dark: NIGHT },
    primaryColor: 'accent',
    primaryShade: { light: 6, dark: 4 },
    fontFamily: FONT,
    fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
    headings: { fontFamily: FONT, fontWeight: '650' },
    defaultRadius: 'md',
    radius: { md: '0.625rem', lg: '0.875rem' },
    focusRing: 'auto',
    respectReducedMotion: true,
    cursorType: 'pointer',
    components: {
      // Words stay as they were written: capitals are hard to read and wrong for names.
      Modal: { styles: { title: { fontWeight: 650, lineHeight: 1.3, overflowWrap: 'anywhere' } } },
      Badge: { defaultProps: { variant: 'light' }, styles: { root: { textTransform: 'none' } } },
    },
    variantColorResolver: (input) => {
      const resolved = defaultVariantColorsResolver(input);
      const isAccent = input.color === undefined || input.color === 'accent';
      return isAccent && input.variant === 'filled' ? { ...resolved, color: 'var(--kopilka-on-accent)' } : resolved;
    },
  });
}

export function variablesOf({ light, dark }: Accent): CSSVariablesResolver {
  return () => ({
    variables: {},
    light: { ...tokens(light, GROUNDS.light), ...WARNINGS.light },
    dark: { ...tokens(dark, GROUNDS.dark), ...WARNINGS.dark },
  });
}

/** Mantine's own yellow and red shout, and words on them cannot be read. */
const WARNINGS = {
  light: {
    '--mantine-color-yellow-light': '#fdf3d9',
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-red-light': '#fdeceb',
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-yellow-light': '#352a12',
    '--mantine-color-yellow-light-color': '#ffd98a',
    '--mantine-color-red-light': '#3a1d20',
    '--mantine-color-red-light-color': '#ffb3ad',
    '--mantine-color-error': '#ff9a92',
  },
} as const;

type Ground = (typeof GROUNDS)['light' | 'dark'];

function tokens(tones: AccentTones, ground: Ground): Record<string, string> {
  return {
    '--kopilka-page': ground.page,
    '--kopilka-card': ground.card,
    '--kopilka-line': ground.line,
    '--kopilka-on-accent': tones.onStrong,
    '--kopilka-accent': tones.strong,
    '--kopilka-accent-tint': tones.tint,
    '--mantine-color-body': ground.card,
    '--mantine-color-text': ground.ink,
    '--mantine-color-dimmed': ground.soft,
    '--mantine-color-placeholder': ground.soft,
    '--mantine-color-default': ground.card,
    '--mantine-color-default-border': ground.line,
    '--mantine-color-anchor': tones.strong,
    '--mantine-primary-color-filled': tones.strong,
    '--mantine-primary-color-filled-hover': tones.hover,
    '--mantine-primary-color-contrast': tones.onStrong,
    '--mantine-color-accent-filled': tones.strong,
    '--mantine-color-accent-filled-hover': tones.hover,
    '--mantine-color-accent-light': tones.tint,
    '--mantine-color-accent-light-hover': tones.tint,
    '--mantine-color-accent-light-color': tones.strong,
    '--mantine-color-accent-outline': tones.strong,
    '--mantine-color-accent-text': tones.strong,
  };
}
