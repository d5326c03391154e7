// Forms of SQL that a Citus cluster refuses, or carries out by bringing whole tables together, as far as a statement's text tells.
// docs/decisions/0006-cluster.md says why; what each rule says is also what to write instead.
import { TABLE_PLACES } from '../../src/table-places.ts';

export interface WrittenStatement {
  readonly line: number;
  /** With `$` in the place of every value. */
  readonly text: string;
}

/** Every sql`…` of a source file. */
export function statementsIn(source: string): readonly WrittenStatement[] {
  return [...source.matchAll(/\bsql`/gu)].map(({ index }) => ({
    line: source.slice(0, index).split('\n').length,
    text: templateFrom(source, index + 'sql`'.length).text,
  }));
}

/** From behind its opening mark to behind its closing one. */
function templateFrom(source: string, from: number): { readonly text: string; readonly end: number } {
  let text = '';
  let index = from;
  while (index < source.length && source[index] !== '`') {
    const isValue = source.startsWith('${', index);
    text += isValue ? '$' : (source[index] ?? '');
    index = isValue ? valueEnd(source, index + 2) : index + 1;
  }
  return { text, end: index + 1 };
}

/** Behind the bracket that closes a value, in which there may be brackets and templates. */
function valueEnd(source: string, from: number): number {
  let depth = 1;
  let index = from;
  while (depth > 0 && index < source.length) {
    if (source[index] === '{') depth += 1;
    if (source[index] === '}') depth -= 1;
    index = source[index] === '`' ? templateFrom(source, index + 1).end : index + 1;
  }
  return index;
}

/** Lines of statements whose count of inserted rows is used: a cluster tells how many were offered. */
export function countsOffered(source: string): readonly number[] {
  const counting =
    /(?:\breturn|[=(])\s*(?:await\s+)?execute\(\s*\w+,\s*sql`\s*insert into [^`]*\bselect\b[^`]*\bon conflict do nothing\b/gu;
  return [...source.matchAll(counting)].map(({ index }) => source.slice(0, index).split('\n').length);
}

/** Why a cluster would refuse it; nothing when it takes it. */
export function refusedOnClusters(statement: string): readonly string[] {
  const text = bareOf(statement);
  return RULES.filter(([, isBroken]) => isBroken(text)).map(([why]) => why);
}

const RULES: readonly (readonly [why: string, isBroken: (text: string) => boolean])[] = [
  ['asks recursively: ask level by level', (text) => /\bwith recursive\b/u.test(text)],
  ['holds a lock of one node only: hold a row', (text) => /\bpg_(?:try_)?advisory/u.test(text)],
  ['asks for the time within case or coalesce of a change: give it as a value', timeInCase],
  ['tells the time with what it has written: ask for it beside', (text) => TIME.test(afterWord(text, 'returning'))],
  ['adds time to a column: subtract times from each other, or give the moment as a value', addsToColumn],
  ['makes an interval of a column within a change: give it as a value', intervalOfColumn],
  ['asks for the time after do update: use excluded', (text) => TIME.test(afterWord(text, 'do update set'))],
  ['changes rows by a function of chance or of this very moment: give it as a value', volatileChange],
  ['has a question among the values it inserts: ask before', (text) => /\bvalues \(.*\( ?select\b/u.test(text)],
  ['inserts a list without saying on conflict: the rows would be copied, which row-level security forbids', copies],
  ['asks tables that are spread and tables of one node at once: ask twice', joinsPlaces],
  ['keeps all of a list beside tables that are spread: join, and see what is missing', keepsList],
  ['gathers rows for each of a list: ask for each, sent together', gathersForList],
  ['locks rows of many shards: name the shard', locksManyShards],
  ['joins tables that are spread by something else than their shard', joinsAcross],
  ['asks about rows of other shards for each row: ask twice', asksAcross],
];

const TIME = /\b(?:now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_(?:timestamp|date|time)\b/u;
const VOLATILE = /\b(?:clock_timestamp|random|gen_random_uuid)\(\)/u;
const LIST = /\b(?:unnest|generate_series|jsonb?_to_recordset|jsonb?_array_elements(?:_text)?)\(/u;

/** One line of lower case, without comments and without what texts say. */
function bareOf(statement: string): string {
  return statement
    .replaceAll(/--[^\n]*/gu, ' ')
    .replaceAll(/'[^']*'/gu, "''")
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\( /gu, '(')
    .replaceAll(/ \)/gu, ')')
    .trim();
}

const isChange = (text: string): boolean => /(?:^|\()(?:insert into|update|delete from) /u.test(text);

function afterWord(text: string, word: string): string {
  const at = text.indexOf(` ${word} `);
  return at < 0 ? '' : text.slice(at);
}

function timeInCase(text: string): boolean {
  const cases = text.match(/\bcase\b.*?\bend\b/gu) ?? [];
  return isChange(text) && [...cases, ...insidesOf(text, /\bcoalesce\(/gu)].some((part) => TIME.test(part));
}

/** A moment and an interval make a moment by the time zone of whoever asks, so nodes do not do it with columns. */
function addsToColumn(text: string): boolean {
  const sums = text.matchAll(/(\S+) [-+] (?:interval\b|make_interval\()/gu);
  return isChange(text) && [...sums].some(([, left = '']) => !left.endsWith('()') && !left.includes('$'));
}

function intervalOfColumn(text: string): boolean {
  const fixed = /\b(?:years|months|weeks|days|hours|mins|secs) =>|::\w+/gu;
  const insides = insidesOf(text, /\bmake_interval\(/gu);
  return isChange(text) && insides.some((inside) => /[a-z]/u.test(inside.replaceAll(fixed, '')));
}

function volatileChange(text: string): boolean {
  return /(?:^|\()(?:update|delete from) /u.test(text) && VOLATILE.test(text);
}

function copies(text: string): boolean {
  return /(?:^|\()insert into .*\bselect\b/u.test(text) && LIST.test(text) && !text.includes(' on conflict ');
}

/** What is spread has to be what a join begins with. */
function keepsList(text: string): boolean {
  return [...text.matchAll(/\bleft join (\w+)/gu)].some(
    ({ index, 1: table = '' }) =>
      isSpread(table) &&
      !sourcesOf(text.slice(text.lastIndexOf('from ', index), index)).some((source) => isSpread(source.table)),
  );
}

/** A limit or a sum within a join is the list's own business only if the part of the rows is told by another table. */
function gathersForList(text: string): boolean {
  const lists = sourcesOf(text).filter(({ table }) => table === null || TABLE_PLACES[table] === 'everywhere');
  return insidesOf(text, /\blateral \(/gu).some(
    (inside) =>
      sourcesOf(inside).some(({ table }) => isSpread(table)) &&
      /\b(?:limit|offset|distinct)\b|\b(?:min|max|sum|count|array_agg|json_agg)\(/u.test(inside) &&
      lists.some(({ alias }) => new RegExp(`\\b${alias}\\.`, 'u').test(inside)),
  );
}

function locksManyShards(text: string): boolean {
  return (
    /\bfor (?:no key update|update|share)\b/u.test(text) &&
    sourcesOf(text).some(({ table }) => isSpread(table)) &&
    !/\b(?:shard|bucket) = (?:\$|get_byte)/u.test(text)
  );
}

function joinsPlaces(text: string): boolean {
  const sources = sourcesOf(text);
  const isOfOneNode = ({ table }: Source): boolean => table !== null && TABLE_PLACES[table] === 'one-node';
  return sources.some(isOfOneNode) && sources.some(({ table }) => isSpread(table));
}

function joinsAcross(text: string): boolean {
  if (sourcesOf(text).filter(({ table }) => isSpread(table)).length < 2) return false;
  const joins = text.matchAll(/\bjoin (\w+)((?:(?!\bjoin\b|\bwhere\b|\bgroup by\b|\border by\b|\bunion\b).)*)/gu);
  return [...joins].some(([, table = '', on = '']) => isSpread(table) && !/\b(?:shard|bucket)\b/u.test(on));
}

/** A question within a question that names a row outside of it has to be about the same shard. */
function asksAcross(text: string): boolean {
  const outside = sourcesOf(text);
  return insidesOf(text, /\((?=select\b)/gu).some((inside) => {
    const own = sourcesOf(inside);
    const others = outside.filter(({ alias }) => own.every((mine) => mine.alias !== alias));
    return (
      own.some(({ table }) => isSpread(table)) &&
      !/\b(?:shard|bucket)\b/u.test(inside) &&
      others.some(({ table, alias }) => isSpread(table) && new RegExp(`\\b${alias}\\.`, 'u').test(inside))
    );
  });
}

interface Source {
  /** null: a list that is given, not a table. */
  readonly table: string | null;
  readonly alias: string;
}

const NO_ALIAS =
  /^(?:on|using|where|join|left|cross|inner|order|group|limit|for|set|union|as|tablesample|having|values|select)$/u;

/** What a statement reads or changes, by the names it gives it. */
function sourcesOf(text: string): readonly Source[] {
  const tables = text.matchAll(/\b(?:from|join|using|into|(?<!for |do )update) (\w+)(?!\w|\()(?: as)?(?: (\w+))?/gu);
  const lists = text.matchAll(/(?:\)| with ordinality) as (\w+) \(/gu);
  return [
    ...[...tables].map(([, table = '', alias = '']) => ({
      table,
      alias: alias === '' || NO_ALIAS.test(alias) ? table : alias,
    })),
    ...[...lists].map(([, alias = '']) => ({ table: null, alias })),
  ];
}

function isSpread(table: string | null): boolean {
  const place = table === null ? undefined : TABLE_PLACES[table];
  return place === 'shard' || place === 'bucket';
}

/** What stands between each opening bracket of this kind and the one that closes it. */
function insidesOf(text: string, opening: RegExp): readonly string[] {
  return [...text.matchAll(opening)].map((match) => {
    const from = match.index + match[0].length;
    let depth = 1;
    let index = from;
    while (depth > 0 && index < text.length) {
      if (text[index] === '(') depth += 1;
      if (text[index] === ')') depth -= 1;
      index += 1;
    }
    return text.slice(from, index - 1);
  });
}
