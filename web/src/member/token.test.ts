// The device's digits are the published ones; server/test/web/card-token.test.ts holds them to the server's and to Node's.
import { expect, test } from 'vitest';
import { cardTextAt, deviceKeyFrom, holdsForMs } from './token.ts';

const PREFIX = 'KC1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The secret of RFC 6238, appendix B: 12345678901234567890123456789012. */
const SECRET = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI';

async function textAt(atMs: number): Promise<string> {
  const key = await deviceKeyFrom({ prefix: PREFIX, secret: SECRET, stepSeconds: 30, digits: 8 });
  if (key === null) throw new Error('no WebCrypto');
  return cardTextAt(key, atMs);
}

test.each([
  [59, '46119246'],
  [1_111_111_109, '68084774'],
  [1_111_111_111, '67062674'],
  [1_234_567_890, '91819424'],
  [2_000_000_000, '90698825'],
  [20_000_000_000, '77737706'],
])('the published digits at %i s', async (seconds, digits) => {
  expect(await textAt(seconds * 1000)).toBe(`${PREFIX}.${digits}`);
});

test('the digits stay for a step and change with the next', async () => {
  const from = 1_800_000_000_000;
  expect(await textAt(from + 29_999)).toBe(await textAt(from));
  expect(await textAt(from + 30_000)).not.toBe(await textAt(from));
  expect([from, from + 1, from + 29_999].map((at) => holdsForMs({ stepSeconds: 30 }, at))).toEqual([30_000, 29_999, 1]);
});

test('nothing can read the secret out of the key', async () => {
  const kept = await deviceKeyFrom({ prefix: PREFIX, secret: SECRET, stepSeconds: 30, digits: 8 });
  expect(kept?.key.extractable).toBe(false);
});
