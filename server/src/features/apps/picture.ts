/** A shop's picture while it has no logo: the first letter of its name on its colour, as an SVG that a telephone may crop to any shape. */

const SIDE = 512;
/** Relative luminance (WCAG 2.2) above which dark letters are read better than white ones: both contrasts are equal there. */
const LIGHT_FROM = 0.179;
const DARK = '#16191f';

/** `color` is #rrggbb. */
export function pictureOf(name: string, color: string): string {
  const ink = luminance(color) > LIGHT_FROM ? DARK : '#ffffff';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}">`,
    `<rect width="${SIDE}" height="${SIDE}" fill="${color}"/>`,
    `<text x="50%" y="50%" dy=".35em" text-anchor="middle" font-family="system-ui, sans-serif" font-size="240" font-weight="700" fill="${ink}">`,
    `${escaped(initialOf(name))}</text></svg>`,
  ].join('');
}

/** As people count letters: an emoji of several signs is one. The first that is a letter or a digit, otherwise just the first. */
function initialOf(name: string): string {
  const signs = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  return (signs.find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? signs[0] ?? '').toLocaleUpperCase();
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? '');
}
