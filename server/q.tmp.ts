import { startEmbeddedPostgres } from './src/kit/postgres/start-embedded.ts';
import pg from 'pg';
const s = await startEmbeddedPostgres({ dataDirectory: process.env['KOPILKA_DATA'] ?? '', log: () => undefined });
const c = new pg.Client(s.url + '?options=-c%20kopilka.scope%3Dsystem'); await c.connect();
for (const q of process.argv.slice(2)) console.table((await c.query(q)).rows);
await c.end(); await s.stop();
