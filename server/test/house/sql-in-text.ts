// Reads SQL inside source text just well enough for house rules: which tables a statement names, which columns a table has.

/** Only the ledger's own folder may name these. */
export const LEDGER_TABLES = [
  'accounts',
  'account_seals',
  'operations',
  'journal',
  'lots',
  'meters',
  'holds',
  'claims',
  'outbox',
  'return_parts',
  'messages',
  'quotas',
  'quota_leases',
] as const;

const NAMING = new RegExp(
  String.raw`\b(?:from|into|update|join|table|truncate)\s+(?:only\s+)?(?:public\.)?"?(${LEDGER_TABLES.join('|')})"?(?![\w.(])`,
  'giu',
);

/** Ledger tables that SQL in this text reads or writes. English in comments and messages is left out. */
export function ledgerTablesNamed(source: string): readonly string[] {
  return literalsOf(source).flatMap((literal) =>
    /\b(?:select|insert|update|delete|truncate|merge|copy|lock)\b/iu.test(literal)
      ? [...literal.matchAll(NAMING)].map(([, table]) => table ?? '')
      : [],
  );
}

// SQL lives in template literals and strings. Comments go first, so that a quote in one does not open a string.
function literalsOf(source: string): readonly string[] {
  const bare = source.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/gu, '');
  return [...bare.matchAll(/`(?:[^`\\]|\\[\s\S])*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gu)].map(([text]) => text);
}

export interface CreatedTable {
  readonly name: string;
  readonly body: string;
}

/** Every `create table` with the text between its outer brackets; partitions inherit columns and are left out. */
export function createdTables(migration: string): readonly CreatedTable[] {
  const bare = migration.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//gu, '');
  const heads = bare.matchAll(/create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?"?([\w.]+)"?\s*\(/giu);
  return [...heads].map((head) => ({ name: head[1] ?? '', body: insideBrackets(bare, head.index + head[0].length) }));
}

function insideBrackets(text: string, from: number): string {
  let depth = 1;
  let index = from;
  while (index < text.length && depth > 0) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    index += 1;
  }
  return text.slice(from, index - 1);
}
