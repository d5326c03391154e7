/** One stream of server-sent events, and how many there may be. */
import type { FastifyReply } from 'fastify';
import { ApiError } from '../../errors.ts';

/** Also how long somebody hears on whose session has ended. */
const BEAT_MS = 15_000;
/** A browser that comes back by itself waits for so long, and a part more each, so that not all come at once. */
const RETRY_MS = 2_000;
/** Whoever does not read what is sent is let go, and comes back when they do. */
const UNREAD_BYTES_MAX = 64 * 1024;

export interface Told {
  readonly accounts: readonly string[] | null;
  readonly topics: readonly string[];
}

export interface Stream {
  change(told: Told): void;
  /** Everything watched is to be asked again. */
  hello(): void;
  ended(callback: () => void): void;
  end(): void;
}

export interface StreamOptions {
  /** Asked with every beat; throws or answers false when whoever listens may not any more. */
  readonly mayGoOn: () => Promise<boolean>;
  /** The usual if absent. */
  readonly beatMs?: number | undefined;
}

export function openStream(reply: FastifyReply, { mayGoOn, beatMs = BEAT_MS }: StreamOptions): Stream {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A proxy in front would otherwise gather events for minutes.
    'x-accel-buffering': 'no',
  });
  const write = (text: string): void => {
    // A change may still come between the end of a stream and its close.
    if (raw.writableEnded) return;
    if (raw.writableLength > UNREAD_BYTES_MAX) raw.destroy();
    else raw.write(text);
  };
  const hello = (): void => write('event: hello\ndata: {}\n\n');
  // Whoever hung up while it was looked who they are is gone already, and says so no more.
  const ended = (callback: () => void): void => {
    if (raw.closed) callback();
    else raw.once('close', callback);
  };
  write(`retry: ${RETRY_MS + Math.floor(Math.random() * RETRY_MS)}\n`);
  hello();
  const beat = setInterval(() => {
    mayGoOn().then(
      (may) => (may ? write(': \n\n') : raw.end()),
      () => raw.end(),
    );
  }, beatMs);
  beat.unref();
  ended(() => clearInterval(beat));
  return {
    change: (told) => write(`event: change\ndata: ${JSON.stringify(told)}\n\n`),
    hello,
    ended,
    end: () => void raw.end(),
  };
}

/** How many of what a name stands for (a server, an organization, a member) may listen at once. */
export interface Places {
  /** Takes a place under every name, and gives it back by the function answered. Throws ApiError busy. */
  take(names: readonly (readonly [name: string, max: number])[]): () => void;
}

export function createPlaces(): Places {
  const taken = new Map<string, number>();
  return {
    take: (names) => {
      if (names.some(([name, max]) => (taken.get(name) ?? 0) >= max)) throw new ApiError('busy');
      for (const [name] of names) taken.set(name, (taken.get(name) ?? 0) + 1);
      return () => {
        for (const [name] of names) {
          const left = (taken.get(name) ?? 0) - 1;
          if (left > 0) taken.set(name, left);
          else taken.delete(name);
        }
      };
    },
  };
}
