/**
 * The load: a process of its own with plain sockets and prebuilt bytes, so that as little as possible of the two cores goes to
 * asking. Standard input: one JSON text as in plan.ts. Prints one JSON line, the result.
 */
import { connect } from 'node:net';
import { loadPlanSchema } from './plan.ts';

let input = '';
for await (const chunk of process.stdin) input += String(chunk);
const plan = loadPlanSchema.parse(JSON.parse(input));
const endAt = performance.now() + plan.seconds * 1000;
const latencies: number[] = [];
let number = 0;
let bad = 0;

function receipt(): string {
  const member = plan.members[Math.floor(Math.random() * plan.members.length)] ?? '';
  number += 1;
  const lines = [29_000, 39_000, 12_550]
    .map(
      (amount, index) =>
        `{"sku":"SKU-${index}","name":"Goods ${index}","category":"coffee","quantity":"1","price":${amount},"amount":${amount}}`,
    )
    .join(',');
  return `{"member":{"id":"${member}"},"receipt":{"id":"${plan.run}-${number}","store":"s1","total":80550,"lines":[${lines}]}}`;
}

function request(): string {
  const single = plan.receipts === 1;
  const body = single ? receipt() : `{"purchases":[${Array.from({ length: plan.receipts }, receipt).join(',')}]}`;
  const head = `POST /v1/purchases${single ? '' : '/batch'} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${plan.key}\r\ncontent-type: application/json\r\n`;
  return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Sends one request after another over one kept connection until the time is over. */
function talk(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: plan.port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let sentAt = 0;
    const next = (): void => {
      if (performance.now() >= endAt) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(request());
    };
    socket.setEncoding('latin1');
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? Number.NaN);
      if (received.length < headEnd + 4 + length) return;
      if (
        !received.startsWith(plan.receipts === 1 ? 'HTTP/1.1 201' : 'HTTP/1.1 200') ||
        received.includes('"problem"')
      ) {
        bad += 1;
        if (bad === 1) process.stderr.write(`${received.slice(0, 600)}\n`);
      }
      latencies.push(performance.now() - sentAt);
      received = '';
      next();
    });
  });
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: plan.connections }, talk));
const seconds = (performance.now() - startedAt) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number): number => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
const result = {
  requests: latencies.length,
  receipts: latencies.length * plan.receipts,
  seconds,
  bad,
  processorMicroseconds: Math.round(
    (process.cpuUsage().user + process.cpuUsage().system) / Math.max(1, latencies.length * plan.receipts),
  ),
  latency: { p50: at(0.5), p99: at(0.99) },
};
process.stdout.write(`${JSON.stringify(result)}\n`);
