/** One request over a connection of its own, which may be lost on the way: before the server has read it, or before its answer was. */
import { request as open } from 'node:http';

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly key: string;
  readonly body: string | null;
  readonly contentType?: string;
  readonly idempotencyKey?: string;
}

/** Where the connection is cut. `afterMs` of the second: how long the server has for its work before nobody listens any more. */
export type Loss =
  | { readonly type: 'none' }
  | { readonly type: 'request' }
  | { readonly type: 'answer'; readonly afterMs: number };

export type Outcome =
  | { readonly type: 'answer'; readonly status: number; readonly text: string }
  | { readonly type: 'lost' };

export const PATIENCE_MS = 15_000;
const LOST: Outcome = { type: 'lost' };

export function send(
  address: string,
  sent: Sent,
  { loss, patienceMs }: { readonly loss: Loss; readonly patienceMs: number },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const message = open(`${address}${sent.path}`, {
      method: sent.method,
      agent: false,
      headers: {
        authorization: `Bearer ${sent.key}`,
        ...(sent.body === null ? {} : { 'content-type': sent.contentType ?? 'application/json' }),
        ...(sent.body === null ? {} : { 'content-length': Buffer.byteLength(sent.body) }),
        ...(sent.idempotencyKey === undefined ? {} : { 'idempotency-key': sent.idempotencyKey }),
      },
    });
    const end = (outcome: Outcome): void => {
      clearTimeout(patience);
      resolve(outcome);
      if (outcome.type === 'lost') message.destroy();
    };
    const patience = setTimeout(() => end(LOST), patienceMs);
    message.on('error', () => end(LOST));
    message.on('response', (response) => {
      if (loss.type !== 'none') return end(LOST);
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => end(LOST));
      response.on('aborted', () => end(LOST));
      response.on('end', () =>
        response.complete
          ? end({ type: 'answer', status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })
          : end(LOST),
      );
    });
    message.on('finish', () => {
      if (loss.type === 'request') end(LOST);
      if (loss.type === 'answer') setTimeout(() => end(LOST), loss.afterMs);
    });
    message.end(sent.body ?? undefined);
  });
}
