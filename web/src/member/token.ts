/**
 * The text of the card's QR, made on the device and without a network: `KC1.<device>.<8 digits>`. The digits are those of a
 * time-based one-time password (RFC 6238 with HMAC-SHA-256, steps of 30 s, truncated as in RFC 4226, 5.3); server/src/features/card
 * verifies them. The secret becomes a key that can sign and cannot be read out again.
 */

export interface DeviceKey {
  /** The text before the digits: KC1.… */
  readonly prefix: string;
  readonly key: CryptoKey;
  readonly stepSeconds: number;
  readonly digits: number;
}

/** As the server tells it, once. */
export interface TellingKey {
  readonly prefix: string;
  /** base64url. */
  readonly secret: string;
  readonly stepSeconds: number;
  readonly digits: number;
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;
const COUNTER_BYTES = 8;
const LOW_BITS = 15;
const SIGN_CLEARED = 0x7f_ff_ff_ff;

/** null where the browser gives no WebCrypto: on a page without https. */
export async function deviceKeyFrom({ prefix, secret, stepSeconds, digits }: TellingKey): Promise<DeviceKey | null> {
  // The type says that it is always there; on plain http it is not.
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (subtle === undefined) return null;
  const key = await subtle.importKey('raw', bytesOf(secret), HMAC, false, ['sign']);
  return { prefix, key, stepSeconds, digits };
}

/** What the QR says at a moment, in ms since 1970 by the server's clock. */
export async function cardTextAt({ prefix, key, stepSeconds, digits }: DeviceKey, atMs: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(COUNTER_BYTES));
  counter.setBigUint64(0, BigInt(Math.floor(atMs / 1000 / stepSeconds)));
  const mac = new DataView(await crypto.subtle.sign(HMAC.name, key, counter));
  const offset = mac.getUint8(mac.byteLength - 1) & LOW_BITS;
  const number = (mac.getUint32(offset) & SIGN_CLEARED) % 10 ** digits;
  return `${prefix}.${String(number).padStart(digits, '0')}`;
}

/** How long the text of a moment still holds, ms; always more than 0. */
export function holdsForMs({ stepSeconds }: Pick<DeviceKey, 'stepSeconds'>, atMs: number): number {
  const stepMs = stepSeconds * 1000;
  return stepMs - (atMs % stepMs);
}

/** Whether what was kept is a key: nothing else is taken from a shelf that an older build wrote. */
export function isDeviceKey(value: unknown): value is DeviceKey {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    value.key instanceof CryptoKey &&
    'prefix' in value &&
    typeof value.prefix === 'string' &&
    'stepSeconds' in value &&
    typeof value.stepSeconds === 'number' &&
    'digits' in value &&
    typeof value.digits === 'number'
  );
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0);
}
