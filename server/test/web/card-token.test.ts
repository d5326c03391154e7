// What a device makes by WebCrypto is what the server verifies by Node's crypto, whatever the secret and the moment.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardTextAt, deviceKeyFrom } from '../../../web/src/member/token.ts';
import { digitsAt, isCardToken, TOKEN_DIGITS, TOKEN_STEP_SECONDS } from '../../src/features/card/token.ts';

const PREFIX = 'KC1.ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

test('any secret at any moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 0, max: 4_102_444_800_000 }),
      async (bytes, at) => {
        const secret = Buffer.from(bytes);
        const told = { prefix: PREFIX, secret: secret.toString('base64url') };
        const key = await deviceKeyFrom({ ...told, stepSeconds: TOKEN_STEP_SECONDS, digits: TOKEN_DIGITS });
        if (key === null) throw new Error('no WebCrypto');
        const shown = await cardTextAt(key, at);
        expect(shown).toBe(`${PREFIX}.${digitsAt(secret, Math.floor(at / 1000 / TOKEN_STEP_SECONDS))}`);
        expect(isCardToken(shown)).toBe(true);
      },
    ),
  );
});
