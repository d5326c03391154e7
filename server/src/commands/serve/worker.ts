/** One worker of `kopilka serve`: answers requests until it is told to stop, or until the process that started it is gone. */
import type { Metrics } from '../../kit/metrics.ts';
import { withPatience } from '../../kit/patience.ts';
import { type CommandContext, CommandError } from '../command.ts';
import { openRuntime } from '../runtime.ts';
import { endUnopened } from './end-unopened.ts';
import { openHttp } from './http-door.ts';
import { type FromWorker, type ToWorker, toWorkerSchema } from './worker-messages.ts';

/** More than the main process has for a worker that does not answer. */
const METRICS_PATIENCE_MS = 5_000;

export async function serveAsWorker(context: CommandContext): Promise<void> {
  const stop = orderToStop();
  const opened = endUnopened(stop);
  try {
    const runtime = await openRuntime(context, { owner: false, isServer: true });
    try {
      const metrics = { ...runtime.metrics, text: createAsker(runtime.metrics) };
      const door = await openHttp(context, { ...runtime, metrics }, { hasApi: true, isShared: true });
      try {
        opened();
        tell({ type: 'listening', address: door.address });
        await stop;
        runtime.prepareToClose();
      } finally {
        await door.close();
      }
    } finally {
      await runtime.close();
    }
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    tell({ type: 'failed', message: error.message });
  } finally {
    process.disconnect?.();
  }
}

/** A terminal's Ctrl-C reaches every process of the group; the order is the main process's to give. */
function orderToStop(): Promise<void> {
  process.on('SIGINT', () => undefined);
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('disconnect', () => resolve());
    onMessage((message) => {
      if (message.type === 'stop') resolve();
    });
  });
}

/** The metrics of all workers, by way of the main process. */
function createAsker(own: Metrics): Metrics['text'] {
  const waiting = new Map<string, (text: string) => void>();
  onMessage((message) => {
    if (message.type === 'metrics-measure')
      void own.sample().then((metrics) => tell({ type: 'metrics-own', id: message.id, metrics: [...metrics] }));
    if (message.type !== 'metrics-of-all') return;
    waiting.get(message.id)?.(message.text);
  });
  return () => {
    const id = crypto.randomUUID();
    const answer = new Promise<string>((resolve) => waiting.set(id, resolve));
    tell({ type: 'metrics-wanted', id });
    return withPatience(answer, METRICS_PATIENCE_MS).finally(() => waiting.delete(id));
  };
}

function onMessage(listen: (message: ToWorker) => void): void {
  process.on('message', (said: unknown) => listen(toWorkerSchema.parse(said)));
}

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}
