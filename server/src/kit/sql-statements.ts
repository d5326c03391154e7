// Takes the text of a migration apart. A server alone would take it as a whole; a Citus cluster hands an index on to its nodes in the words
// of the text that it came in, and they refuse more than one statement; and what is done to a table it takes one by one.

/** Comments, texts and names in quotes, bodies between $…$ marks; single marks; everything else. Not e'…', which we do not write. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'[^']*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1|[^-/'"$;,()]+|[\s\S]/gu;
const SAYS_NOTHING = /^(?:--|\/\*|\s*$)/u;

/** The statements of a text, each with the comments before it, without the marks between them. */
export function statementsOf(text: string): readonly string[] {
  return partsOf(text, ';').flatMap(oneByOne);
}

/** What stands between the marks that are in no brackets, without parts that are comments only. */
function partsOf(text: string, mark: ';' | ','): readonly string[] {
  const parts: string[] = [];
  let [current, isSaid, depth] = ['', false, 0];
  const end = (): void => {
    if (isSaid) parts.push(current.trim());
    [current, isSaid] = ['', false];
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === mark && depth === 0) end();
    else {
      current += token;
      isSaid ||= !SAYS_NOTHING.test(token);
    }
  }
  end();
  return parts;
}

const CHANGE = /^((?:--[^\n]*\n|\s)*)alter table (\w+)\s+(.*)$/su;
const CHECKED_COLUMN = /^(add column (\w+) .*?) (check \(.*\))$/su;

/** Each change of a table by itself; the check of a new column gets the name that PostgreSQL would give it. */
function oneByOne(statement: string): readonly string[] {
  const match = CHANGE.exec(statement);
  if (match === null) return [statement];
  const [, comments = '', table = '', changes = ''] = match;
  const apart = partsOf(changes, ',').flatMap((change) => {
    const [, added = change, column, check] = CHECKED_COLUMN.exec(change) ?? [];
    return check === undefined ? [added] : [added, `add constraint ${table}_${column}_check ${check}`];
  });
  return apart.map((change, index) => `${index === 0 ? comments : ''}alter table ${table} ${change}`);
}
