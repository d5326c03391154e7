// Whatever colour a shop has, what is written with it can be read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accentOf, GROUNDS, READABLE } from './accent.ts';
import { contrast, hexOf, oklchOf } from './color.ts';

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const notable = ['#000000', '#ffffff', '#ffff00', '#0000ff', '#00ff00', '#ff0000', '#808080', '#fafafa', '#0f7a5a'];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const isReadable = (color: string): void => {
    const { strong, onStrong, tint, hover } = accentOf(color)[scheme];
    const { page, card } = GROUNDS[scheme];
    for (const ground of [page, card, tint])
      expect(contrast(strong, ground), `${color} on ${ground}`).toBeGreaterThanOrEqual(READABLE);
    for (const under of [strong, hover])
      expect(contrast(onStrong, under), `on ${under} of ${color}`).toBeGreaterThanOrEqual(READABLE);
  };

  test.each(notable)('%s is readable on every ground, and so is the text on it', isReadable);

  test('any colour is readable on every ground, and so is the text on it', () => {
    fc.assert(fc.property(anyColor, isReadable));
  });

  test('the words of the screens themselves are readable on their grounds', () => {
    const { page, card, ink, soft } = GROUNDS[scheme];
    for (const text of [ink, soft])
      for (const ground of [page, card]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(READABLE);
  });
});

test('a colour that is readable already stays what the shop chose', () => {
  expect(accentOf('#0f5a3a').light.strong).toBe('#0f5a3a');
});

test('a correction keeps the hue', () => {
  const hue = (hex: string): number => oklchOf(hex).hue;
  expect(Math.abs(hue(accentOf('#ffb000').light.strong) - hue('#ffb000'))).toBeLessThan(0.1);
});

test('a colour survives the way there and back', () => {
  fc.assert(
    fc.property(anyColor, (color) => {
      expect(hexOf(oklchOf(color))).toBe(color);
    }),
  );
});

test('contrast is that of WCAG: black on white 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#0f7a5a', '#0f7a5a')).toBe(1);
  // A published pair: #767676 is the lightest grey that passes on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
