/**
 * Stands between a server and PostgreSQL and lets things go wrong where only the network could: a connection is cut when its commit
 * was sent and before its answer is there, answers come late, or a commit is answered with "disk full" and never arrives. It reads no
 * more of the protocol (PostgreSQL 3.0, "Message Flow") than where messages and groups of messages end.
 */
import { connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy {
  readonly port: number;
  /** So many commits from now on are cut off from their answers. */
  cutCommits(count: number): void;
  /** So many commits from now on are refused with 53100. */
  refuseCommits(count: number): void;
  /** Answers take so long more, for so long. */
  slowDown(delayMs: number, lastsMs: number): void;
  counts(): { readonly cut: number; readonly refused: number };
  close(): Promise<void>;
}

interface Trouble {
  cuts: number;
  refusals: number;
  delayMs: number;
  cut: number;
  refused: number;
}

/** `target` answers where PostgreSQL listens now, or null while it does not. */
export async function startDatabaseProxy(
  target: () => { readonly host: string; readonly port: number } | null,
): Promise<DatabaseProxy> {
  const trouble: Trouble = { cuts: 0, refusals: 0, delayMs: 0, cut: 0, refused: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const at = target();
    client.on('error', () => client.destroy());
    if (at === null) {
      client.destroy();
      return;
    }
    const database = connect(at.port, at.host);
    for (const socket of [client, database]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    database.on('error', () => database.destroy());
    join(client, database, trouble);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('the proxy has no port');
  return {
    port: at.port,
    cutCommits: (count) => void (trouble.cuts += count),
    refuseCommits: (count) => void (trouble.refusals += count),
    slowDown: (delayMs, lastsMs) => {
      trouble.delayMs = delayMs;
      setTimeout(() => (trouble.delayMs = 0), lastsMs).unref();
    },
    counts: () => ({ cut: trouble.cut, refused: trouble.refused }),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** What commits: the ledger's one statement by its name, and the end of a transaction. */
const COMMITS = [Buffer.from('\0ledger-commit\0'), Buffer.from('commit\0'), Buffer.from('COMMIT\0')];
const LEDGER_COMMIT = COMMITS[0] ?? Buffer.alloc(0);
const QUERY = 0x51;

function join(client: Socket, database: Socket, trouble: Trouble): void {
  let cutOnAnswer = false;
  let started = false;
  let pending: Buffer = Buffer.alloc(0);
  let group: Buffer[] = [];

  client.on('data', (part) => {
    pending = Buffer.concat([pending, typeof part === 'string' ? Buffer.from(part) : part]);
    for (;;) {
      // The first message has no type byte.
      const head = started ? 1 : 0;
      if (pending.length < head + 4) return;
      const length = head + pending.readUInt32BE(head);
      if (pending.length < length) return;
      const message = pending.subarray(0, length);
      pending = pending.subarray(length);
      const type = started ? message[0] : QUERY;
      started = true;
      group.push(message);
      if (!isExtended(type)) sendGroup();
    }
  });

  function sendGroup(): void {
    const whole = Buffer.concat(group);
    group = [];
    if (trouble.refusals > 0 && whole.includes(LEDGER_COMMIT)) {
      trouble.refusals -= 1;
      trouble.refused += 1;
      client.write(diskFull());
      return;
    }
    if (trouble.cuts > 0 && COMMITS.some((commit) => whole.includes(commit))) {
      trouble.cuts -= 1;
      trouble.cut += 1;
      cutOnAnswer = true;
    }
    database.write(whole);
  }

  database.on('data', (part) => {
    if (cutOnAnswer) {
      client.destroy();
      database.destroy();
    } else if (trouble.delayMs > 0) {
      // In order: the one delay holds back what comes behind it.
      database.pause();
      setTimeout(() => {
        client.write(part);
        database.resume();
      }, trouble.delayMs);
    } else {
      client.write(part);
    }
  });
}

/** Parse, Bind, Describe, Execute, Close and Flush belong to a group that Sync ends. */
function isExtended(type: number | undefined): boolean {
  return type !== undefined && 'PBDECH'.includes(String.fromCharCode(type));
}

/** ErrorResponse, then ReadyForQuery outside of any transaction. */
function diskFull(): Buffer {
  const fields = Buffer.from('SERROR\0VERROR\0C53100\0Mcould not extend file: No space left on device\0\0');
  const error = Buffer.alloc(5);
  error.write('E');
  error.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([error, fields, Buffer.from('Z\0\0\0\u0005I')]);
}
