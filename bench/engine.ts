/**
 * npm run bench engine: how many decisions a second one core makes, in memory. A café program with 10 rules and levels on
 * receipts of 3 lines; then microseconds a decision by the number of rules, and of rules that cannot apply. The account is kept as a till's network would
 * leave it: a thousand members take turns, purchases that can no longer be returned are forgotten.
 */
import { cpus } from 'node:os';
import {
  type Account,
  catchUp,
  type CompiledProgram,
  decide,
  instant,
  type Instant,
  loadProgram,
  money,
  NEW_ACCOUNT,
  nextDue,
  quantity,
  type PurchaseEvent,
} from '../engine/src/index.ts';

const MEMBERS = 1000;
const WARM_UP_MS = 1000;
const MEASURE_MS = 3000;
const BATCH = 1000;
/** A member comes about once a day. */
const STEP_MS = 100_000;
const START = Date.UTC(2026, 0, 5, 5);
const CATEGORIES = ['coffee', 'pastry', 'tea', 'tobacco', 'lunch'];

const café = measure(programWith(10), MEASURE_MS);
const byRules = [1, 10, 100].map((rules) => {
  const perSecond = measure(programWith(rules), MEASURE_MS / 2);
  return `${rules} rule${rules === 1 ? '' : 's'} ${(1e6 / perSecond).toFixed(1)} µs`;
});
/** What rules of other stores and other times cost: ten that may apply beside ninety that cannot. */
const amongOthers = measure(programWith(10, 90), MEASURE_MS);
const [cpu] = cpus();
process.stdout.write(
  `engine: ${Math.round(café).toLocaleString('en')} decisions/s a core (10 rules, levels, 3 lines) · ${byRules.join(' · ')} · ` +
    `10 beside 90 of other stores and dates ${(1e6 / amongOthers).toFixed(1)} µs (${(café / amongOthers).toFixed(2)} × 10 alone) · ` +
    `${cpu?.model.trim() ?? 'unknown processor'} × ${cpus().length}, node ${process.versions.node}\n`,
);

function measure(program: CompiledProgram, forMs: number): number {
  const accounts: Account[] = Array.from({ length: MEMBERS }, () => NEW_ACCOUNT);
  let decided = 0;
  const run = (ms: number): number => {
    const first = decided;
    // The thread's own time: what neighbours on the machine do does not count.
    const startedAt = process.threadCpuUsage();
    let spentMs = 0;
    while (spentMs < ms) {
      for (let each = 0; each < BATCH; each += 1) {
        const member = decided % MEMBERS;
        const event = purchase(decided);
        const verdict = decide(program, lived(program, accounts[member] ?? NEW_ACCOUNT, event.at), event, 'purchase');
        if (verdict.type === 'refused') throw new Error(verdict.code);
        accounts[member] = { ...verdict.account, purchases: NEW_ACCOUNT.purchases };
        decided += 1;
      }
      const { user, system } = process.threadCpuUsage(startedAt);
      spentMs = (user + system) / 1000;
    }
    return ((decided - first) / spentMs) * 1000;
  };
  run(WARM_UP_MS);
  return run(forMs);
}

function lived(program: CompiledProgram, account: Account, at: Instant): Account {
  return (nextDue(program, account) ?? Number.POSITIVE_INFINITY) > at
    ? account
    : catchUp(() => program, account, at).account;
}

/** Receipts of three lines; one in eight is paid with units. */
function purchase(index: number): PurchaseEvent {
  const lines = [0, 1, 2].map((line) => {
    const pieces = 1 + ((index + line) % 2);
    const price = 9900 + ((index * 37 + line * 1311) % 40_000);
    return {
      sku: `sku${(index + line) % 500}`,
      category: CATEGORIES[(index + line) % CATEGORIES.length] ?? 'coffee',
      quantity: quantity(pieces * 1_000_000),
      price: money(price),
      amount: money(price * pieces),
    };
  });
  const total = lines.reduce<number>((sum, line) => sum + line.amount, 0);
  return {
    type: 'purchase',
    at: instant(START + index * STEP_MS),
    receipt: { id: `r${index}`, currency: 'RUB', total: money(total), store: 'main', channel: 'till', lines },
    // Not every eighth member, but every member at times.
    ...((index + Math.floor(index / MEMBERS)) % 8 === 0 ? { pay: { wallet: 'bonus', units: 'max' } } : {}),
  };
}

/** Ten kinds of rules, as a café would write them, over and over. */
function programWith(count: number, elsewhere = 0): CompiledProgram {
  const kinds = [
    'earn: { wallet: bonus, rate: { regular: 3%, silver: 5%, gold: 7% } }',
    'when: { days: [mon, tue, wed, thu, fri], hours: "08:00-11:00" }, earn: { wallet: bonus, rate: 5% }',
    `earn: { wallet: bonus, rate: 2%, lines: 'line.category == "coffee"' }`,
    'if: receipt.total >= 1000.00, earn: { wallet: bonus, units: 20 }',
    `if: 'account.tier == "gold"', earn: { wallet: bonus, rate: 1% }`,
    'earn: { wallet: star, step: { units: 1, per: 100.00 } }',
    `if: 'lines.exists(l, l.category == "pastry") && lines.exists(l, l.category == "coffee")', earn: { wallet: bonus, units: 10 }`,
    'when: { from: 2026-12-01, until: 2027-01-01 }, earn: { wallet: star, units: 5 }',
    `if: 'receipt.channel == "app"', earn: { wallet: bonus, units: 15 }`,
    'when: { days: [sat, sun] }, earn: { wallet: bonus, rate: 1%, of: gross }',
  ];
  const rules = Array.from(
    { length: count },
    (_, index) => `  - { id: rule${index}, on: purchase, ${kinds[index % kinds.length] ?? ''} }`,
  );
  const others = Array.from({ length: elsewhere }, (_, index) => {
    const where =
      index % 3 === 0 ? 'when: { from: 2031-01-01, until: 2031-02-01 }' : `if: 'receipt.store == "store${index}"'`;
    return `  - { id: other${index}, on: purchase, ${where}, earn: { wallet: bonus, rate: 1% } }`;
  });
  const loaded = loadProgram(
    `kopilka: 1
id: bench
name: Bench
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, activates: { after: P1D }, expires: { on: "12-31" }, pay: { max: 50%, of: line, except: 'line.category == "tobacco"' } }
  star: { name: stars }
tiers:
  by: spend
  window: { rolling: P12M }
  levels: [{ id: regular, from: 0 }, { id: silver, from: 20000.00 }, { id: gold, from: 60000.00 }]
rules:
${[...rules, ...others].join('\n')}
`,
    'yaml',
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.program;
}
