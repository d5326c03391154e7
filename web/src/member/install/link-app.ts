/**
 * What makes the page installable as this shop's app: its manifest, its picture and its colour around the page. The page is the same
 * file for all shops, so they are linked when the address, and then the shop, is known.
 */
import { accentOf, DEFAULT_COLOR } from '../../ui/accent.ts';

export function linkApp(organization: string): void {
  link('manifest', `/c/${organization}/manifest.webmanifest`);
  link('icon', `/c/${organization}/picture.svg`);
}

export interface Look {
  readonly name: string;
  /** #rrggbb; null: ours. */
  readonly accentColor: string | null;
  /** The address of its picture. */
  readonly logo: string | null;
}

export function showLook({ name, accentColor, logo }: Look): void {
  document.title = name;
  const { strong } = accentOf(accentColor ?? DEFAULT_COLOR).light;
  // iPhones take neither the manifest's pictures nor any SVG.
  link('apple-touch-icon', logo ?? drawn(name, strong));
  const meta = document.head.querySelector('meta[name="theme-color"]') ?? document.createElement('meta');
  meta.setAttribute('name', 'theme-color');
  meta.setAttribute('content', strong);
  document.head.append(meta);
}

function link(rel: string, href: string): void {
  const element = document.head.querySelector(`link[rel="${rel}"]`) ?? document.createElement('link');
  element.setAttribute('rel', rel);
  element.setAttribute('href', href);
  document.head.append(element);
}

const SIDE = 180;

/** The first letter on the colour, as the server's picture.svg has it. */
function drawn(name: string, color: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const on = canvas.getContext('2d');
  if (on === null) return '';
  on.fillStyle = color;
  on.fillRect(0, 0, SIDE, SIDE);
  on.fillStyle = '#fff';
  on.font = `700 ${SIDE / 2}px system-ui, sans-serif`;
  on.textAlign = 'center';
  on.textBaseline = 'middle';
  const [initial = ''] = /[\p{L}\p{N}]/u.exec(name) ?? /./su.exec(name) ?? [];
  on.fillText(initial.toLocaleUpperCase(), SIDE / 2, SIDE / 2);
  return canvas.toDataURL('image/png');
}
