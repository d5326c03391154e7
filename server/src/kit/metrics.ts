/**
 * Numbers for a monitoring system, in the format of Prometheus. Label sets are few and known (routes, statuses,
 * operation types), and the children for them are kept, so counting a request costs well under a microsecond.
 */
import { AggregatorRegistry, collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const BUCKETS_OPERATIONS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What one process has counted. */
export type MetricsSample = readonly object[];

export interface Metrics {
  /** `route` is the pattern, never the address itself. */
  request(method: string, route: string, status: number, seconds: number): void;
  operation(type: string, outcome: string): void;
  /** So many operations went to the database together. */
  batch(operations: number): void;
  /** So many accounts had changed meanwhile and were decided again. */
  conflict(accounts: number): void;
  /** So many rules could not be checked on what an operation told, and were left out. */
  ruleFailures(rules: number): void;
  text(): Promise<string>;
  /** The same as data, to be summed with other processes'. */
  sample(): Promise<MetricsSample>;
  readonly contentType: string;
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
    batch: (count) => batches.observe(count),
    conflict: (accounts) => conflicts.inc(accounts),
    ruleFailures: (rules) => failures.inc(rules),
    text: () => registry.metrics(),
    sample: () => registry.getMetricsAsJSON(),
    contentType: registry.contentType,
  };
}

/** The metrics of several processes as one text. */
export function sumOfMetrics(samples: readonly MetricsSample[]): Promise<string> {
  return AggregatorRegistry.aggregate([...samples]).metrics();
}
