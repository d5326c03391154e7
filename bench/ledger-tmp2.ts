import { createHash, randomUUID } from 'node:crypto'
import { loadProgram, instant, money, quantity, type Event } from '@kopilka/engine'
import { createLedger } from '../server/src/ledger/create-ledger.ts'
import { newAccountId } from '../server/src/ledger/ids.ts'
import { createDatabase } from '../server/src/kit/db.ts'
import { migrate } from '../server/src/kit/migrate.ts'
import { CASHBACK } from '../server/test/ledger/stage.ts'
const url = process.env.URL!
await migrate(url)
const db = createDatabase(url, { poolMax: 8, applicationName: 'bench' })
const loaded = loadProgram(CASHBACK, 'yaml'); if (!loaded.ok) throw new Error('x')
const active = { version: 1, program: loaded.program }
const ledger = createLedger({ system: db.system, programs: { timeline: () => ({ at: () => active, version: () => active }) }, lanes: Number(process.env.LANES ?? 2) })
const org = randomUUID()
const N = 10000
const ids = Array.from({ length: N }, () => newAccountId(Date.now()))
for (let i = 0; i < N; i += 1000) await ledger.openAccounts(ids.slice(i, i + 1000).map((accountId) => ({ organizationId: org, programId: 'cashback', accountId, openedAt: instant(Date.now()) })))
let n = 0
const buy = () => { const accountId = ids[Math.floor(Math.random() * N)]!; const id = `r${n++}`
 return ledger.post({ organizationId: org, programId: 'cashback', accountId, now: instant(Date.now()), history: false, keys: [{ kind: 'receipt', key: id }], bodyHash: createHash('sha256').update(id).digest('hex'), event: { type: 'purchase', at: instant(Date.now()), receipt: { id, currency: 'RUB', total: money(60000), store: 's1', lines: [1, 2, 3].map((i) => ({ sku: 's' + i, name: 'Goods '+i, category: 'coffee', quantity: quantity(1000000), price: money(i*10000), amount: money(i*10000) })) } } as Event }) }
const C = Number(process.env.C ?? 64)
for (let round = 0; round < Number(process.env.R ?? 3); round++) {
  const t = performance.now(); const c = process.cpuUsage(); let done = 0
  await Promise.all(Array.from({ length: C }, async () => { while (performance.now() - t < 4000) { await buy(); done++ } }))
  const cpu = process.cpuUsage(c)
  console.log(Math.round(done / (performance.now() - t) * 1000), 'purchases/s', 'node µs/op', Math.round((cpu.user + cpu.system) / done))
}
await ledger.close(); await db.close()
