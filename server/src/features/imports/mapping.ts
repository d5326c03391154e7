/**
 * The mapping file: how to read somebody's receipts, and what to do with what is odd in them. Nothing odd has a silent
 * default: each rule must be stated, and the report counts what it met.
 */
import { z } from 'zod';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { IDENTITY_KINDS } from '../members/identity.ts';
import { sourceField } from '../receipts/schema.ts';
import { isSimplePattern } from './bare-name.ts';
import { compileDateFormat } from './date-format.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252', 'koi8-r', 'ibm866'] as const;

const column = z.string().min(1, 'must be the name of a column');
const zone = z.string().refine(isZone, 'must be an IANA time zone such as Europe/London');

/** Asked for where a mapping comes in; one that was written down may be older than this. */
const pattern = z
  .string()
  .refine(isSimplePattern, 'must be a regular expression without groups ( ) and with at most one repetition * + ? {n}');

const dateSchema = z
  .strictObject({ column, format: z.string(), zone })
  .refine(({ format }) => compileDateFormat(format, 'UTC') !== null, {
    path: ['format'],
    message: 'must be iso, or a pattern of yyyy MM dd HH mm ss such as "yyyy-MM-dd HH:mm:ss"',
  });

const memberSchema = z.strictObject({
  column,
  kind: z.enum(IDENTITY_KINDS),
  /** What to cut out of the cell (bare-name.ts): '\.0$' makes 17850 of 17850.0. */
  remove: z.string().optional(),
});

export const columnsSchema = z.strictObject({
  receipt: column,
  date: dateSchema,
  sku: column,
  quantity: column,
  price: column,
  name: column.optional(),
  category: column.optional(),
  store: column.optional(),
  member: memberSchema.optional(),
});

const dropOrRefuse = z.enum(['drop', 'refuse']);
const anyPolicy = z.enum(['keep', 'drop', 'refuse']);

export const rulesSchema = z.strictObject({
  returns: z.union(
    [
      z.literal('none'),
      z.strictObject({
        /** Receipts whose number begins so take goods back. */
        startsWith: z.string().min(1),
        /** By member and article, from the newest purchase on. */
        match: z.literal('newest first'),
      }),
    ],
    { error: 'must be none, or { startsWith: "C", match: newest first }' },
  ),
  zeroPrice: anyPolicy,
  negativePrice: dropOrRefuse,
  negativeQuantity: dropOrRefuse,
  missingName: anyPolicy,
  duplicateLine: anyPolicy,
});

const mappingSchema = z.strictObject({
  source: sourceField.unwrap(),
  currency: z.string().regex(/^[A-Z]{3}$/u, 'must be an ISO 4217 code such as GBP'),
  delimiter: z.string().length(1, 'must be one character').default(','),
  encoding: z.enum(ENCODINGS).default('utf-8'),
  decimal: z.enum(['.', ',']).default('.'),
  grouping: z.string().max(1).default(''),
  columns: columnsSchema.extend({ member: memberSchema.extend({ remove: pattern.optional() }).optional() }),
  /** Columns that are left aside knowingly; any other column of the file is a mistake. */
  ignore: z.array(z.string()).default([]),
  rules: rulesSchema,
});

export type Mapping = z.output<typeof mappingSchema>;
export type LinePolicies = Omit<Mapping['rules'], 'returns'>;

/** Every mistake of a mapping file, each with its place. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Throws MappingError. */
export function parseMapping(text: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new MappingError(document.errors.map(({ pos, message }) => `line ${lines.linePos(pos[0]).line}: ${message}`));
  }
  const parsed = mappingSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const offset = offsetOf(document.contents, path);
    const place = offset === null ? '' : `line ${lines.linePos(offset).line}: `;
    return `${place}${path.length === 0 ? 'the mapping' : path.join('.')}: ${message}`;
  });
  throw new MappingError(problems);
}

/** Where the deepest part of the path that exists begins; a missing key has the place of what it is missing from. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number | null {
  let node = contents;
  let offset: number | null = null;
  for (const part of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
    if (pair === undefined || !isScalar(pair.key)) break;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}

function isZone(name: string): boolean {
  try {
    Temporal.PlainDate.from('2026-01-01').toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
}
