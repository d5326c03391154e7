/**
 * The load: a process of its own with plain sockets and prebuilt bytes, so that as little as possible of the cores goes to
 * asking. Standard input: one JSON text as in plan.ts. Prints one JSON line, the result.
 */
import { connect } from 'node:net';
import { loadPlanSchema } from './plan.ts';

const HOT_SHARE = 0.9;
/** Not counted at a given rate: this process only just compiles what it runs, and would measure that. */
const WARM_UP_MS = 1000;
const LATENCIES_MAX = 2 ** 22;

let input = '';
for await (const chunk of process.stdin) input += String(chunk);
const plan = loadPlanSchema.parse(JSON.parse(input));
const { receipts: perRequest, members } = plan;
const memberCount = 'cards' in members ? members.cards : members.length;
const isQuote = plan.ask === 'quote';
const path = isQuote ? '/v1/quotes' : perRequest === 1 ? '/v1/purchases' : '/v1/purchases/batch';
const good = isQuote || perRequest > 1 ? 'HTTP/1.1 200' : 'HTTP/1.1 201';
const endAt = performance.now() + plan.seconds * 1000;
let number = 0;
let bad = 0;

/** Milliseconds; in one piece of memory, so that this process does not pause for its garbage while it measures the server's pauses. */
const latencies = new Float64Array(LATENCIES_MAX);
let answers = 0;
let counted = 0;

function answered(sentAt: number): void {
  const now = performance.now();
  answers += 1;
  if (plan.rate !== null && now - startedAt < WARM_UP_MS) return;
  latencies[counted % LATENCIES_MAX] = now - sentAt;
  counted += 1;
}

function member(): string {
  const hot = plan.hot !== null && Math.random() < HOT_SHARE ? plan.hot : 1;
  const index = Math.floor(Math.random() * memberCount * hot);
  return 'cards' in members ? `{"card":"card-${index}"}` : `{"id":"${members[index] ?? ''}"}`;
}

function receipt(): string {
  number += 1;
  const lines = [29_000, 39_000, 12_550]
    .map(
      (amount, index) =>
        `{"sku":"SKU-${index}","name":"Goods ${index}","category":"coffee","quantity":"1","price":${amount},"amount":${amount}}`,
    )
    .join(',');
  return `{"member":${member()},"receipt":{"id":"${plan.run}-${number}","store":"s1","total":80550,"lines":[${lines}]}}`;
}

function request(): string {
  const body =
    perRequest === 1 ? receipt() : `{"purchases":[${Array.from({ length: perRequest }, receipt).join(',')}]}`;
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${plan.key}\r\ncontent-type: application/json\r\n`;
  return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Sends one request after another over one kept connection until the time is over; at a rate, each in its turn. */
function talk(which: number): Promise<void> {
  const everyMs = plan.rate === null ? 0 : (plan.connections / plan.rate) * 1000;
  return new Promise((resolve, reject) => {
    const socket = connect({ port: plan.port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let sentAt = 0;
    let turn = startedAt + (everyMs * which) / plan.connections;
    const send = (): void => {
      sentAt = everyMs > 0 ? turn : performance.now();
      turn += everyMs;
      socket.write(request());
    };
    const next = (): void => {
      const wait = everyMs > 0 ? turn - performance.now() : 0;
      if (performance.now() + wait >= endAt) {
        socket.end();
        resolve();
      } else if (wait > 1) setTimeout(send, wait);
      else send();
    };
    socket.setEncoding('latin1');
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(/content-length: (\d+)/iu.exec(received.slice(0, headEnd))?.[1] ?? Number.NaN);
      if (received.length < headEnd + 4 + length) return;
      if (!received.startsWith(good) || received.includes('"problem"')) {
        bad += 1;
        if (bad === 1) process.stderr.write(`${received.slice(0, 600)}\n`);
      }
      answered(sentAt);
      received = '';
      next();
    });
  });
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: plan.connections }, (_, which) => talk(which)));
const seconds = (performance.now() - startedAt) / 1000;
const sorted = latencies.subarray(0, Math.min(counted, LATENCIES_MAX)).sort();
const at = (share: number): number => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2));
const result = {
  receipts: answers * perRequest,
  seconds,
  bad,
  processorMicroseconds: Math.round(
    (process.cpuUsage().user + process.cpuUsage().system) / Math.max(1, answers * perRequest),
  ),
  latency: { p50: at(0.5), p99: at(0.99) },
};
process.stdout.write(`${JSON.stringify(result)}\n`);
