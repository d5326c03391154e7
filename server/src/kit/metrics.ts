/**
 * Numbers for a monitoring system, in the format of Prometheus. Label sets are few and known (routes, statuses,
 * operation types), and the children for them are kept, so counting a request costs well under a microsecond.
 */
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const BUCKETS_OPERATIONS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What one process has counted. */
export type MetricsSample = readonly object[];

export interface Metrics {
  /** `route` is the pattern, never the address itself. */
  request(method: string, route: string, status: number, seconds: number): void;
  operation(type: string, outcome: string): void;
  /** So many operations go to the database together; the first of them has waited so long. */
  batch(operations: number, waitedMs: number): void;
  /** So many accounts had changed meanwhile and were decided again. */
  conflict(accounts: number): void;
  /** So many rules could not be checked on what an operation told, and were left out. */
  ruleFailures(rules: number): void;
  /** Numbers that are looked up whenever somebody asks for the metrics. */
  gauge(gauge: GaugeOptions): void;
  text(): Promise<string>;
  /** The same as data, to be summed with other processes'. */
  sample(): Promise<MetricsSample>;
  readonly contentType: string;
}

export interface GaugeOptions {
  readonly name: string;
  readonly help: string;
  /** What several processes' values are together. */
  readonly together: 'sum' | 'max' | 'average';
  /** One value, or values by `label`; undefined where there is none at present. */
  readonly label?: string;
  read(): number | undefined | Readonly<Record<string, number>>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'kopilka_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const operations = new Counter({
    name: 'kopilka_operations_total',
    help: 'Operations posted to the ledger by type and outcome (done, repeated, or the code of a refusal).',
    labelNames: ['type', 'outcome'] as const,
    registers: [registry],
  });
  const batches = new Histogram({
    name: 'kopilka_ledger_batch_operations',
    help: 'Operations committed together.',
    buckets: BUCKETS_OPERATIONS,
    registers: [registry],
  });
  const waits = new Histogram({
    name: 'kopilka_ledger_queue_wait_seconds',
    help: 'Time that the operation of a batch which had waited longest had waited for its batch.',
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const conflicts = new Counter({
    name: 'kopilka_ledger_conflicts_total',
    help: 'Accounts that changed between loading and committing and were decided again.',
    registers: [registry],
  });
  const failures = new Counter({
    name: 'kopilka_rule_failures_total',
    help: 'Conditions of rules that failed on the data of an operation; the operation went on without the rule. See its reasons.',
    registers: [registry],
  });
  const requestChildren = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  const operationChildren = new Map<string, Counter.Internal>();
  return {
    request(method, route, status, seconds) {
      const key = `${method} ${route} ${status}`;
      let child = requestChildren.get(key);
      if (child === undefined)
        requestChildren.set(key, (child = requests.labels({ method, route, status: String(status) })));
      child.observe(seconds);
    },
    operation(type, outcome) {
      const key = `${type} ${outcome}`;
      let child = operationChildren.get(key);
      if (child === undefined) operationChildren.set(key, (child = operations.labels({ type, outcome })));
      child.inc();
    },
    batch: (count, waitedMs) => {
      batches.observe(count);
      waits.observe(waitedMs / 1000);
    },
    conflict: (accounts) => conflicts.inc(accounts),
    ruleFailures: (rules) => failures.inc(rules),
    gauge: (options) => addGauge(registry, options),
    text: () => registry.metrics(),
    sample: () => registry.getMetricsAsJSON(),
    contentType: registry.contentType,
  };
}

/** The metrics of several processes as one text. */
export function sumOfMetrics(samples: readonly MetricsSample[]): Promise<string> {
  return AggregatorRegistry.aggregate([...samples]).metrics();
}

function addGauge(registry: Registry, { name, help, together, label, read }: GaugeOptions): void {
  const gauge = new Gauge({
    name,
    help,
    aggregator: together,
    labelNames: label === undefined ? [] : [label],
    registers: [registry],
    collect: () => {
      const value = read();
      if (typeof value === 'number') gauge.set(value);
      else if (label === undefined) gauge.remove();
      else if (value === undefined) gauge.reset();
      else for (const [of, one] of Object.entries(value)) gauge.set({ [label]: of }, one);
    },
  });
}
