// A scanner is told from a person by its speed, and is understood whatever layout the keyboard has.
import { expect, test } from 'vitest';
import { asLatin, type Key } from './keyboard-layout.ts';
import { type Burst, hear, NO_BURST, scannedIn, type Stroke } from './scanner.ts';

const FAST_MS = 8;
const PERSON_MS = 90;
const PAUSE_MS = 200;

function stroke(key: Partial<Key> & { readonly key: string }, atMs: number): Stroke {
  return { code: '', shift: false, capsLock: false, ctrl: false, repeat: false, atMs, ...key };
}

/** Keys at even times, as an American layout has them unless said otherwise. */
function typed(keys: readonly (Partial<Key> & { readonly key: string })[], everyMs: number) {
  let burst: Burst = NO_BURST;
  let scanned: string | null = null;
  let isOurs = false;
  keys.forEach((key, index) => {
    ({ burst, scanned, isOurs } = hear(burst, stroke(key, index * everyMs)));
  });
  return { burst, scanned, isOurs };
}

const keysOf = (text: string) => text.split('').map((key) => ({ key }));
const ENTER = { key: 'Enter' };

test.each([['2000000012345'], ['KC1.a1B2-c3.12345678'], ['https://x.y/z?a=1']])(
  '%s from a scanner is a scan',
  (text) => {
    expect(typed([...keysOf(text), ENTER], FAST_MS)).toMatchObject({ scanned: text, isOurs: true, burst: NO_BURST });
    expect(typed([...keysOf(text), { key: 'Tab' }], FAST_MS).scanned).toBe(text);
  },
);

test('what a person types is never a scan, and Enter stays theirs', () => {
  expect(typed([...keysOf('2000000012345'), ENTER], PERSON_MS)).toMatchObject({ scanned: null, isOurs: false });
  expect(typed([...keysOf('290'), ENTER], FAST_MS)).toMatchObject({ scanned: null, isOurs: false });
});

test('a moment that a busy computer keeps a key for does not break a scan', () => {
  let burst: Burst = NO_BURST;
  for (const [index, key] of keysOf('2000000012345').entries())
    burst = hear(burst, stroke(key, index * FAST_MS + (index > 5 ? 100 : 0))).burst;
  expect(scannedIn(burst)).toBe('2000000012345');
});

test('a person’s last key before a scan does not become a part of it', () => {
  let { burst } = hear(NO_BURST, stroke({ key: '5' }, 0));
  for (const [index, key] of keysOf('2000000012345').entries())
    burst = hear(burst, stroke(key, 500 + index * FAST_MS)).burst;
  expect(scannedIn(burst)).toBe('2000000012345');
});

test('a pause within a burst begins another; a key held down is no scanner', () => {
  const half = typed(keysOf('20000000'), FAST_MS).burst;
  const later = hear(half, stroke({ key: '1' }, half.lastAtMs + PAUSE_MS)).burst;
  expect(later.keys.map(({ key }) => key)).toEqual(['1']);
  let held: Burst = NO_BURST;
  for (let index = 0; index < 20; index += 1)
    held = hear(held, { ...stroke({ key: '0' }, index * FAST_MS), repeat: index > 0 }).burst;
  expect(scannedIn(held)).toBeNull();
});

test('shift and the like belong to a scan; control characters do not open the browser’s windows', () => {
  const keys = keysOf('ABCDEFG').flatMap((key) => [{ key: 'Shift' }, { ...key, shift: true }]);
  expect(typed([...keys, ENTER], 3).scanned).toBe('ABCDEFG');
  const burst = typed(keysOf('0104600'), FAST_MS).burst;
  const group = hear(burst, { ...stroke({ key: ']' }, burst.lastAtMs + FAST_MS), ctrl: true });
  expect([group.isOurs, group.burst.keys.length]).toEqual([true, 7]);
  expect(hear(NO_BURST, { ...stroke({ key: 'c' }, 0), ctrl: true }).isOurs).toBe(false);
});

test('Latin text scanned with the Russian layout, or with Caps Lock, is read from the places of the keys', () => {
  const keys = [
    { key: 'Л', code: 'KeyK', shift: true },
    { key: 'С', code: 'KeyC', shift: true },
    { key: '1', code: 'Digit1' },
    { key: 'ю', code: 'Period' },
    { key: 'ф', code: 'KeyA' },
    { key: '-', code: 'Minus' },
    { key: '7', code: 'Digit7' },
  ];
  expect(typed([...keys, ENTER], FAST_MS).scanned).toBe('KC1.a-7');
  const capital = keysOf('ABCDEF').map(({ key }) => ({ key, code: `Key${key}`, capsLock: true }));
  expect(typed([...capital, ENTER], FAST_MS).scanned).toBe('abcdef');
});

test('a text typed in the wrong layout can be read again; one without Russian letters stays', () => {
  expect([asLatin('ЛС1юф'), asLatin('ЫГЬЬУК26'), asLatin('SUMMER26')]).toEqual(['KC1.a', 'SUMMER26', null]);
});
