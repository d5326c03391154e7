/** The HTTP door of one process. */
import type { FastifyInstance } from 'fastify';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../app.ts';
import { type CommandContext, CommandError } from '../command.ts';
import type { Runtime } from '../runtime.ts';
import { VERSION } from '../version.ts';

export interface HttpDoor {
  /** Where it answers, such as http://127.0.0.1:3000. */
  readonly address: string;
  /** Rejects when it cannot go on; never resolves. */
  readonly failed: Promise<never>;
  /** Says that it is not ready for as long as the settings want, still answering; then answers what was accepted and closes. */
  close(): Promise<void>;
}

/**
 * Where the system spreads connections over sockets of one port, each worker has its own: what a worker that dies had not
 * accepted yet is refused at once. Elsewhere the main process hands connections over, and one on its way to a worker that
 * dies waits until its caller loses patience.
 */
const HAS_SHARED_PORTS = process.platform === 'linux';

export interface DoorOptions {
  /** Without the API it only tells of its health and its metrics. */
  readonly hasApi: boolean;
  /** Whether other workers listen at the same port. */
  readonly isShared?: boolean;
}

/** Throws CommandError when the port is taken. */
export async function openHttp(
  { config, log }: CommandContext,
  runtime: Pick<Runtime, 'db' | 'ledger' | 'registry' | 'clock' | 'metrics' | 'changes'>,
  { hasApi, isShared = false }: DoorOptions,
): Promise<HttpDoor> {
  const { trustedProxies, stopNoticeMs, secret } = config;
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  let stopping = false;
  const app = createApp({
    ...runtime,
    log,
    version: VERSION,
    hasApi,
    trustedProxies,
    publicUrl,
    hasMail: config.mail !== undefined,
    hasSms: config.sms !== undefined,
    secret,
    isStopping: () => stopping,
  });
  try {
    return {
      address: await listen(app, config, isShared && HAS_SHARED_PORTS),
      failed: new Promise(() => undefined),
      close: async () => {
        stopping = true;
        await sleep(stopNoticeMs);
        await app.close();
      },
    };
  } catch (error) {
    await app.close();
    throw portTaken(error, config);
  }
}

function listen(app: FastifyInstance, { port, host }: Place, isShared: boolean): Promise<string> {
  const sharing = isShared ? { exclusive: true, reusePort: true } : {};
  return app.listen({ port, host, ...sharing });
}

type Place = Pick<CommandContext['config'], 'port' | 'host'>;

/**
 * The port for all workers: the one asked for, or a free one. A shared port would be shared with whatever shares its own, so
 * it is looked at before. Throws CommandError when it is taken.
 */
export async function findPort(place: Place): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error) => reject(portTaken(error, place)));
    probe.listen({ port: place.port, host: place.host, exclusive: true }, () => {
      const at = probe.address();
      const port = typeof at === 'object' && at !== null ? at.port : place.port;
      probe.close(() => resolve(port));
    });
  });
}

function portTaken(error: unknown, { port }: Place): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new CommandError(`Port ${port} is taken by another program. Choose another: PORT=3001 npm start`);
}
