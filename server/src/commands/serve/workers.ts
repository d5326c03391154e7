/**
 * Worker processes behind one socket: started, watched, started again when one ends by itself (later and later, if it keeps
 * ending), asked to stop, and asked for their metrics so that any of them can answer for all.
 */
import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Metrics, type MetricsSample, sumOfMetrics } from '../../kit/metrics.ts';
import { type CommandContext, CommandError } from '../command.ts';
import type { Runtime } from '../runtime.ts';
import { findPort, type HttpDoor } from './http-door.ts';
import { type FromWorker, fromWorkerSchema, type ToWorker } from './worker-messages.ts';

/** The n-th start in a row that did not last waits 2^n of these, up to the most. */
const RESTART_PAUSE_MS = 100;
const RESTART_PAUSE_MAX_MS = 10_000;
/** A worker that ran for so long may end once without a pause. */
const STEADY_AFTER_MS = 60_000;
/** Metrics of a worker that does not answer in time are left out. */
const METRICS_PATIENCE_MS = 2_000;

/** Starts so many; answers when the first listens, the others follow. Throws CommandError when it cannot. */
export async function openWorkers(
  { log, config }: CommandContext,
  { databaseUrl, metrics }: Pick<Runtime, 'databaseUrl' | 'metrics'>,
  count: number,
): Promise<HttpDoor> {
  const port = await findPort(config);
  let closing = false;
  const ends: Promise<void>[] = [];
  const gather = createGatherer(metrics, (error) => log.error({ err: error }, 'metrics could not be gathered'));

  /** One place among the workers: whoever has it is replaced when it ends. */
  function keep(first: Worker): void {
    ends.push(
      (async () => {
        let worker = first;
        let failures = 0;
        for (;;) {
          const startedAt = performance.now();
          await ended(worker);
          if (closing) return;
          failures = performance.now() - startedAt > STEADY_AFTER_MS ? 0 : failures + 1;
          log.warn({ worker: worker.process.pid, failures }, 'a worker process ended and is started again');
          if (failures > 1) await sleep(Math.min(RESTART_PAUSE_MS * 2 ** failures, RESTART_PAUSE_MAX_MS));
          if (closing) return;
          worker = start();
        }
      })(),
    );
  }

  function start(): Worker {
    const worker = cluster.fork({ DATABASE_URL: databaseUrl, PORT: String(port) });
    worker.on('message', (said: unknown) => gather.heard(worker, fromWorkerSchema.parse(said)));
    return worker;
  }

  const first = start();
  const address = await addressOf(first);
  keep(first);
  for (let index = 1; index < count; index += 1) keep(start());
  return {
    address,
    failed: new Promise(() => undefined),
    close: async () => {
      closing = true;
      for (const worker of workers()) tell(worker, { type: 'stop' });
      await Promise.all(ends);
    },
  };
}

function workers(): readonly Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

/** One that has just died cannot be told anything, which its end says better. */
function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.isDead()) resolve();
    else worker.once('exit', () => resolve());
  });
}

function addressOf(worker: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.on('message', (said: unknown) => {
      const message: FromWorker = fromWorkerSchema.parse(said);
      if (message.type === 'listening') resolve(message.address);
      if (message.type === 'failed') reject(new CommandError(message.message));
    });
    worker.once('exit', (code, signal) =>
      reject(new CommandError(`The first worker process ended before it listened (${signal || `exit code ${code}`}).`)),
    );
  });
}

/** Answers a worker's question for the metrics of all: its siblings', its own and this process's. */
function createGatherer(
  own: Metrics,
  failed: (error: unknown) => void,
): { heard(worker: Worker, message: FromWorker): void } {
  const answers = new Map<string, (metrics: MetricsSample) => void>();

  function ask(worker: Worker): Promise<MetricsSample> {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => answer([]), METRICS_PATIENCE_MS);
      const answer = (metrics: MetricsSample): void => {
        clearTimeout(timer);
        answers.delete(id);
        resolve(metrics);
      };
      answers.set(id, answer);
      tell(worker, { type: 'metrics-measure', id });
    });
  }

  async function tellAll(worker: Worker, id: string): Promise<void> {
    const samples = await Promise.all([own.sample(), ...workers().map(ask)]);
    tell(worker, { type: 'metrics-of-all', id, text: await sumOfMetrics(samples) });
  }

  return {
    heard: (worker, message) => {
      if (message.type === 'metrics-wanted') tellAll(worker, message.id).catch(failed);
      if (message.type === 'metrics-own') answers.get(message.id)?.(message.metrics);
    },
  };
}
