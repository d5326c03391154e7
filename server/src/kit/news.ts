/**
 * News between processes: short texts told by one are heard by all that share the database, in about half a second. What is told
 * meanwhile goes together, and what is said twice is said once. News may be lost (the database was away, too much at once):
 * they are hints to look again, never the thing itself.
 */
import pg from 'pg';
import { z } from 'zod';
import { withPatience } from './patience.ts';
import { hangUp } from './silence.ts';
import { execute, sql, type Queryable } from './sql.ts';

const CHANNEL = 'kopilka_news';
const PAUSE_MS = 400;
const RECONNECT_MS = 2_000;
/** The silence of the other side is no error of a connection, so it is asked now and then. */
const BEAT_MS = 10_000;
/** A database that does not answer is tried again … */
const PATIENCE_MS = 4_000;
/** … and is hardly waited for at the end. */
const FAREWELL_MS = 1_000;
/** PostgreSQL takes less than 8000 bytes. */
const TEXT_BYTES_MAX = 7_900;

export interface News {
  /** Tells everybody, soon; `about` is gathered and made into texts when it is time. Never throws. */
  tell(): void;
  /** Hears all texts, also one's own, until the function answered is called. Connects when there is somebody to listen. */
  listen(listener: NewsListener): () => void;
  /** When there is a connection that listens; it is not waited for longer than a few seconds. Throws when there is none then. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

export interface NewsListener {
  hear(text: string): void;
  /** The connection was away and is back: nobody knows what was told meanwhile. */
  missed(): void;
}

export interface NewsOptions {
  readonly on: Queryable;
  /** Of the listening connection, which is one of its own. */
  readonly url: string;
  /** What there is to tell, each less than 8000 bytes; asked once for each telling. */
  readonly gather: () => readonly string[];
}

const notificationSchema = z.object({ channel: z.string(), payload: z.string().optional() });

export function createNews({ on, url, gather }: NewsOptions): News {
  const listeners = new Set<NewsListener>();
  let timer: NodeJS.Timeout | undefined;
  let ear: Ear | null = null;
  let closed = false;

  async function send(): Promise<void> {
    const texts = gather().filter((text) => Buffer.byteLength(text) <= TEXT_BYTES_MAX);
    if (texts.length === 0) return;
    // A hint may be lost with a crash, and need not wait for the disk.
    await execute(
      on,
      sql`select set_config('synchronous_commit', 'off', true), pg_notify(${CHANNEL}, text) from unnest(${texts}::text[]) as text`,
    ).catch(() => undefined);
  }

  return {
    tell: () => {
      if (timer !== undefined || closed) return;
      timer = setTimeout(() => {
        timer = undefined;
        void send();
      }, PAUSE_MS);
      timer.unref();
    },
    listen: (listener) => {
      listeners.add(listener);
      ear ??= openEar(url, {
        hear: (text) => {
          for (const each of listeners) each.hear(text);
        },
        missed: () => {
          for (const each of listeners) each.missed();
        },
      });
      return () => void listeners.delete(listener);
    },
    heard: () => withPatience(ear?.opened ?? Promise.resolve(), PATIENCE_MS),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await ear?.close();
    },
  };
}

interface Ear {
  /** When it has listened for the first time. */
  readonly opened: Promise<void>;
  close(): Promise<void>;
}

/** A connection that listens, and is made again when it breaks. */
function openEar(url: string, { hear, missed }: NewsListener): Ear {
  const { promise: opened, resolve: isOpen } = Promise.withResolvers<void>();
  let isFirst = true;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  let closed = false;

  function again(): void {
    if (closed) return;
    timer = setTimeout(() => void open(), RECONNECT_MS);
    timer.unref();
  }

  async function open(): Promise<void> {
    const own = new pg.Client({
      connectionString: url,
      application_name: 'kopilka news',
      connectionTimeoutMillis: PATIENCE_MS,
    });
    let gone = false;
    const leave = (): void => {
      if (gone) return;
      gone = true;
      clearInterval(beat);
      hangUp(own);
      again();
    };
    own.on('error', leave);
    own.on('end', leave);
    own.on('notification', (said) => {
      const { channel, payload } = notificationSchema.parse(said);
      if (channel === CHANNEL && payload !== undefined) hear(payload);
    });
    client = own;
    try {
      await own.connect();
      await withPatience(own.query(`listen ${CHANNEL}`), PATIENCE_MS);
      if (closed) return;
      beat = setInterval(() => void withPatience(own.query('select 1'), PATIENCE_MS).catch(leave), BEAT_MS);
      beat.unref();
    } catch {
      leave();
      return;
    }
    if (!isFirst) missed();
    isFirst = false;
    isOpen();
  }

  void open();
  return {
    opened,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      clearInterval(beat);
      const last = client;
      if (last !== null) await withPatience(last.end(), FAREWELL_MS).catch(() => hangUp(last));
    },
  };
}
