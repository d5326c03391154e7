import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { randomUUID, createHash } from 'node:crypto';
import { loadProgram, instant, money, quantity } from '../../engine/src/index.ts';
import { startEmbeddedPostgres } from '../../server/src/kit/postgres/start-embedded.ts';
import { createDatabase } from '../../server/src/kit/db.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { createLedger } from '../../server/src/ledger/create-ledger.ts';
import { newAccountId } from '../../server/src/ledger/ids.ts';
const PROGRAM = readFileSync(new URL('../kit/server.ts', import.meta.url), 'utf8')
  .split('const PROGRAM = `')[1]!
  .split('`')[0]!;
const dir = mkdtempSync('/tmp/kb-');
const pgp = await startEmbeddedPostgres({ dataDirectory: dir, log: () => {} });
await migrate(pgp.url, { log: () => {} });
const db = createDatabase(pgp.url, { poolMax: 10, applicationName: 'bench' });
const loaded = loadProgram(PROGRAM, 'yaml');
if (!loaded.ok) throw new Error();
const version = { version: 1, program: loaded.program, from: instant(0) };
const timeline: any = { at: () => version, version: () => version, after: () => [] };
const programs: any = { timeline: () => timeline };
const ledger = createLedger({ system: db.system, programs });
if (process.env.GENERIC)
  for (const f of [
    'ledger_commit(smallint,text,text,text,text,text,text,text,json)',
    'ledger_claim(json)',
    'ledger_load(smallint[],uuid[],timestamptz[],text[],date[],text[],boolean[])',
  ])
    await db.system.query(`alter function ${f} reset plan_cache_mode`);
const org = randomUUID();
await db.system.query(`insert into organizations (organization_id, name, created_at) values ('${org}', 'T', now())`);
const accounts = Array.from({ length: 10000 }, () => newAccountId(Date.now()));
for (let i = 0; i < accounts.length; i += 1000)
  await ledger.openAccounts(
    accounts
      .slice(i, i + 1000)
      .map((accountId) => ({ organizationId: org, programId: 'bench', accountId, openedAt: instant(Date.now()) })),
  );
let n = 0;
async function post() {
  n += 1;
  const id = `r-${n}`;
  const at = instant(Date.now());
  const lines = [29000, 39000, 12550].map((a, i) => ({
    sku: `SKU-${i}`,
    name: `Goods ${i}`,
    category: 'coffee',
    quantity: quantity(1_000_000),
    price: money(a),
    amount: money(a),
  }));
  const r = await ledger.post({
    organizationId: org,
    programId: 'bench',
    accountId: accounts[Math.floor(Math.random() * 10000)]!,
    now: at,
    history: false,
    event: { type: 'purchase', at, receipt: { id, currency: 'RUB', total: money(80550), store: 's1', lines } } as any,
    keys: [{ kind: 'receipt', key: `s1//${id}` }] as any,
    bodyHash: createHash('sha256').update(id).digest('hex'),
  });
  if (r.type !== 'done') throw new Error(r.type);
}
const pm = readFileSync(`${dir}/postgres/postmaster.pid`, 'utf8').split('\n')[0];
const ticks = () => {
  let s = 0;
  for (const p of readdirSync('/proc')) {
    if (!/^\d+$/.test(p)) continue;
    try {
      const f = readFileSync(`/proc/${p}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
      if (f[1] === pm) s += Number(f[11]) + Number(f[12]);
    } catch {}
  }
  return s * 10000;
};
async function run(inFlight: number, count: number, label: string) {
  const t = ticks(),
    c = process.cpuUsage();
  const at = performance.now();
  let left = count;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left > 0) {
        left -= 1;
        await post();
      }
    }),
  );
  const cc = process.cpuUsage(c);
  console.log(
    label.padEnd(8),
    `inFlight ${inFlight}`,
    `node ${((cc.user + cc.system) / count).toFixed(1)} µs`,
    `db ${((ticks() - t) / count).toFixed(1)} µs`,
    `${((count / (performance.now() - at)) * 1000).toFixed(0)}/s`,
  );
}
await run(1600, 30000, 'warm');
if (process.env.SMALL) { for (const f of [1, 2, 4, 8, 16, 32, 64]) await run(f, f < 8 ? 2000 : 8000, 'small'); }
else for (let k = 0; k < Number(process.env.K ?? 3); k++) { await run(64, 15000, 'single'); await run(1600, 30000, 'batch'); }
await ledger.close();
await db.close();
await pgp.stop();
rmSync(dir, { recursive: true, force: true });
