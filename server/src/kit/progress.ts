/**
 * Progress of long work: a bar with an estimate in a terminal, a line every few seconds anywhere else (a log, a pipe), on
 * stderr, so that what a command prints stays clean. The total may be an estimate that is corrected on the way.
 */
import cliProgress from 'cli-progress';

export interface Progress {
  total(count: number): void;
  at(count: number): void;
  /** Shows where it ended; nothing is shown afterwards. */
  stop(): void;
}

export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

const LINE_EVERY_MS = 5_000;
/** Readings behind the estimate: enough to be calm, few enough to follow a change of speed. */
const ESTIMATE_READINGS = 100;
const BAR_CHARACTERS = 30;

/** Work that nobody watches. */
export const NO_PROGRESS: Progress = { total: () => undefined, at: () => undefined, stop: () => undefined };

export function startProgress(label: string, out: ProgressStream = process.stderr): Progress {
  return out.isTTY === true ? startBar(label, out) : startLines(label, out);
}

function startBar(label: string, stream: ProgressStream): Progress {
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage}% | {value} of {total} | {eta_formatted} left`,
    stream,
    hideCursor: true,
    clearOnComplete: false,
    etaBuffer: ESTIMATE_READINGS,
    barsize: BAR_CHARACTERS,
  });
  bar.start(0, 0);
  return { total: (count) => bar.setTotal(count), at: (count) => bar.update(count), stop: () => bar.stop() };
}

function startLines(label: string, out: ProgressStream): Progress {
  const startedAt = performance.now();
  let saidAt = startedAt;
  let saidCount = -1;
  let total = 0;
  let count = 0;
  const say = (): void => {
    saidAt = performance.now();
    saidCount = count;
    out.write(`${label}: ${line({ count, total, elapsedMs: saidAt - startedAt })}\n`);
  };
  return {
    total: (known) => {
      total = known;
    },
    at: (reached) => {
      count = reached;
      if (performance.now() - saidAt >= LINE_EVERY_MS) say();
    },
    stop: () => {
      if (saidCount !== count) say();
    },
  };
}

function line({ count, total, elapsedMs }: { count: number; total: number; elapsedMs: number }): string {
  const seconds = Math.max(elapsedMs / 1000, 0.001);
  const perSecond = Math.round(count / seconds);
  if (total === 0) return `${count}, ${perSecond}/s`;
  const percent = Math.floor((100 * count) / Math.max(total, count));
  const left = count === 0 ? '' : `, about ${Math.ceil((Math.max(0, total - count) * seconds) / count)} s left`;
  return `${count} of ${Math.max(total, count)} (${percent} %), ${perSecond}/s${count >= total ? '' : left}`;
}
