/**
 * Searching members as somebody types, among a million: how long one answer takes over HTTP, by what is typed, one question after
 * another and while members are being made. Also how long the job takes to make as many searchable as were there before.
 *
 *   npm run bench -- search [--members 1000000] [--questions 300]
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type BenchPerson, fillMembers } from './kit/fill.ts';
import { MACHINE, startBench } from './kit/server.ts';

const { values: options } = parseArgs({
  options: { members: { type: 'string', default: '1000000' }, questions: { type: 'string', default: '300' } },
});
const count = Number(options.members);
const questions = Number(options.questions);

const FIRST = ['Анна', 'Мария', 'Елена', 'Ольга', 'Семён', 'Иван', 'Алексей', 'Пётр', 'Артём', 'Zoë', 'José', 'Dmitri'];
const LAST = ['Соколов', 'Орлов', 'Белов', 'Зайцев', 'Карпов', 'Лебедев', 'Ёлкин', 'Носов', 'Фомин', 'Юдин'];

/** Names as unevenly spread as people's: few are frequent, most are rare. */
function person(number: number): BenchPerson {
  const first = FIRST[Math.floor(FIRST.length * (spread(number, 1) / 1000) ** 2)] ?? 'Анна';
  const tail = Math.floor(number / 10).toString(26);
  const last = LAST[number % LAST.length] ?? 'Орлов';
  const rare = Array.from(tail)
    .map((digit) => 'абвгдежзиклмнопрстуфхцчшэя'.charAt(Number.parseInt(digit, 26)))
    .join('');
  const name = spread(number, 2) < 700 ? `${first} ${last}` : `${first} ${last}${rare}`;
  return { name, phone: `+79${String((number * 7_919) % 1_000_000_000).padStart(9, '0')}` };
}

/** 0 … 999, the same for the same number. */
function spread(number: number, salt: number): number {
  return (((number + salt) * 2_654_435_761) % 2 ** 32) % 1000;
}

type Typed = (number: number) => string;

const TYPED: Readonly<Record<string, Typed>> = {
  'last 4 digits': (number) => person(number).phone.slice(-4),
  'last 7 digits': (number) => person(number).phone.slice(-7),
  'a phone, half of it': (number) => `8${person(number).phone.slice(2, 7)}`,
  'a whole phone': (number) => person(number).phone,
  'two letters of a name': (number) => person(number).name.slice(0, 2),
  'first name and a letter': (number) =>
    person(number)
      .name.split(' ')
      .map((word, at) => (at === 0 ? word : word.slice(0, 1)))
      .join(' '),
  'surname first': (number) => person(number).name.split(' ').toReversed().join(' '),
  'two words that nobody has together': (number) => `${person(number).name.split(' ')[0] ?? ''} ъъъ`,
  nobody: () => 'ъыъ',
  'a card': (number) => `card-${number}`,
};

const server = await startBench();

async function ask(path: string): Promise<number> {
  const startedAt = performance.now();
  await server.send(path, { method: 'GET' });
  return performance.now() - startedAt;
}

async function measure(path: (number: number) => string): Promise<string> {
  for (let warm = 0; warm < 20; warm += 1) await ask(path(warm));
  const times: number[] = [];
  for (let question = 0; question < questions; question += 1) times.push(await ask(path((question * 104_729) % count)));
  times.sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms · p99 ${at(0.99)} ms`;
}

/** Until nobody waits to be found; seconds. */
async function searchable(): Promise<number> {
  const startedAt = performance.now();
  const client = new pg.Client({ connectionString: server.databaseUrl, options: '-c kopilka.scope=system' });
  await client.connect();
  for (;;) {
    const { rowCount } = await client.query(
      'select from members where searched_at is distinct from updated_at limit 1',
    );
    if (rowCount === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await client.query('vacuum analyze members, identities, member_search');
  await client.end();
  return (performance.now() - startedAt) / 1000;
}

async function newMember(number: number): Promise<number> {
  const startedAt = performance.now();
  const { name, phone } = person(count + number);
  const body = JSON.stringify({
    identities: { phone: `+4420${phone.slice(3)}`, card: `new-${number}` },
    profile: { name },
  });
  await server.send('/v1/members', { method: 'POST', body });
  return performance.now() - startedAt;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  say(MACHINE);
  const { databaseUrl, organizationId } = server;
  await fillMembers(databaseUrl, organizationId, { from: 0, to: count, people: person });
  say(`${count.toLocaleString('en')} members searchable after ${(await searchable()).toFixed(0)} s more`);
  for (const [name, typed] of Object.entries(TYPED))
    say(
      `search: ${name.padEnd(36)} ${await measure((number) => `/v1/members/search?q=${encodeURIComponent(typed(number))}`)}`,
    );
  for (const query of [
    '',
    'filter=new',
    'filter=blocked',
    'filter=level&level=gold',
    'filter=active',
    'filter=expiring',
  ])
    say(`list:   ${query.padEnd(36)} ${await measure(() => `/v1/members/list?${query}`)}`);
  const made: number[] = [];
  for (let number = 0; number < questions; number += 1) made.push(await newMember(number));
  made.sort((a, b) => a - b);
  say(`a member made: p50 ${(made[Math.floor(made.length / 2)] ?? 0).toFixed(1)} ms`);
} finally {
  await server.stop();
}
