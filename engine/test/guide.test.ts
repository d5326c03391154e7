/** docs/guide/program.md is true: its programs load, its stories come out, its complaints are quoted to the letter, no key is left out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decide } from '../src/decide.ts';
import { REFUSAL_CODES } from '../src/decision.ts';
import { explainReason } from '../src/explain.ts';
import { NEW_ACCOUNT } from '../src/account.ts';
import { ACCOUNT_FIELDS, EVENT_FIELDS, LINE_FIELDS, RECEIPT_FIELDS, TIME_FIELDS } from '../src/program/cel-views.ts';
import { EVENTS } from '../src/program/document-limits.ts';
import { EVERY_CODE } from '../src/program/examples.cases.ts';
import { programJsonSchema } from '../src/program/json-schema.ts';
import { loadProgram } from '../src/program/load.ts';
import { checkProgram } from '../src/scenario/check-program.ts';
import { formatReport, formatTotals, totalsOf } from '../src/scenario/report.ts';
import { money, QUANTITY_SCALE, quantity } from '../src/values/amount.ts';
import { instant } from '../src/values/time.ts';
import { type Block, blocksIn, merged, rawOf } from './guide/blocks.ts';
import { keysOf, keysShown, wordsOf } from './guide/keys.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '../../docs/guide/program.md'), 'utf8');
const BLOCKS = blocksIn(GUIDE);
const BASE = BLOCKS.find(({ kind }) => kind === 'base')?.text ?? '';

/** A block with what it is added to: the base of the examples, or the program that grows. */
interface Placed extends Block {
  /** The whole program by then. */
  readonly program: string;
  /** The stories that have been told of it by then. */
  readonly stories: string | null;
  /** What stands below it. */
  readonly below: string;
}

const PLACED = placedBlocks();
const of = (...kinds: readonly string[]) =>
  PLACED.filter(({ kind }) => kinds.includes(kind)).map((block) => ({ ...block, title: `line ${block.line}` }));

describe('programs and parts of programs load', () => {
  test.each(of('program', 'add', 'grown', 'base', 'part'))('$title', ({ program }) => {
    const loaded = loadProgram(program, 'yaml');
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });

  test('every block of YAML is of a known kind', () => {
    const kinds = BLOCKS.filter(({ language }) => language === 'yaml').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['program', 'add', 'grown', 'scenarios', 'base', 'part', 'mistake']));
    expect(GUIDE.match(/^ *```/gm)).toHaveLength(BLOCKS.length * 2);
  });
});

test('the program that has grown is what it was grown to', () => {
  const steps = of('add').map(({ program }) => rawOf(program));
  const whole = of('grown').map(({ text }) => rawOf(text));
  expect(whole).toEqual([steps.at(-1)]);
});

describe('stories come out as they are told', () => {
  test.each(of('scenarios'))('$title', async ({ program, text }) => {
    const report = await checkProgram((name) => (name === 'program.yaml' ? program : text));
    expect(report.problems).toEqual([]);
    expect(report.scenarios.flatMap(({ name, failures }) => failures.map((failure) => ({ name, ...failure })))).toEqual(
      [],
    );
  });
});

describe('what `kopilka check` says is quoted to the letter', () => {
  const asked = PLACED.flatMap((block) => {
    const folder = /^npx kopilka check (\S+)$/m.exec(block.text)?.[1];
    return block.language === 'sh' && folder !== undefined ? [{ ...block, folder, title: `line ${block.line}` }] : [];
  });
  test.each(asked)('$title', async ({ program, stories, folder, below }) => {
    const report = await checkProgram((name) => (name === 'program.yaml' ? program : stories));
    const named = { folder, report };
    expect(`${formatReport(named)}\n\n${formatTotals(totalsOf([named]))}\n`).toBe(below);
  });
});

describe('a mistake makes exactly the complaint below it', () => {
  test.each(of('mistake'))('$title', async ({ text, program, below }) => {
    if (text.startsWith('kopilka:')) {
      const report = await checkProgram((name) => (name === 'program.yaml' ? text : null));
      return expect(`${formatReport({ folder: 'my-shop', report })}\n`).toBe(below);
    }
    const loaded = loadProgram(program, 'yaml');
    const problems = loaded.ok ? [] : loaded.problems;
    const said = problems.map(({ path, message, code, hint }) => `${path}: ${message} (${code})\n    ${hint}\n`);
    return expect(said.join('')).toBe(below);
  });
});

describe('nothing is left out', () => {
  const schema = programJsonSchema();

  test('every key of the language has an example', () => {
    const shown = new Set(of('program', 'add', 'base', 'part').flatMap(({ text }) => keysShown(schema, rawOf(text))));
    expect([...keysOf(schema)].filter((key) => !shown.has(key))).toEqual([]);
  });

  test('every word that a key chooses from is explained', () => {
    const words = [...wordsOf(schema), ...EVENTS];
    expect(words.filter((word) => !GUIDE.includes(word))).toEqual([]);
  });

  test('every fact that conditions may ask for is named', () => {
    const facts = Object.entries({
      receipt: RECEIPT_FIELDS,
      line: LINE_FIELDS,
      account: ACCOUNT_FIELDS,
      event: EVENT_FIELDS,
      time: TIME_FIELDS,
    }).flatMap(([owner, fields]) => Object.keys(fields).map((field) => `\`${owner}.${field}\``));
    expect(facts.filter((fact) => !GUIDE.includes(fact))).toEqual([]);
  });

  test('every complaint is in the table', () => {
    expect(Object.keys(EVERY_CODE).filter((code) => !GUIDE.includes(`\`${code}\``))).toEqual([]);
  });

  test('every link within the guide leads somewhere', () => {
    const headings = [...GUIDE.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\d -]/gu, '')
        .replaceAll(' ', '-'),
    );
    const links = [...GUIDE.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });
});

describe('reasons', () => {
  const grown = PLACED.findLast(({ kind }) => kind === 'add')?.program ?? '';
  const loaded = loadProgram(grown, 'yaml');
  const section = GUIDE.slice(GUIDE.indexOf('## Reasons'), GUIDE.indexOf('## A stamp card'));

  test('the one that is quoted is given', () => {
    if (!loaded.ok) throw new Error('does not load');
    const amount = money(40_000);
    const lines = [{ sku: 'cake', quantity: quantity(QUANTITY_SCALE), price: amount, amount }];
    const event = {
      type: 'purchase' as const,
      at: instant(Date.parse('2026-06-01T12:00:00Z')),
      receipt: { currency: 'RUB', total: amount, lines },
    };
    const verdict = decide(loaded.program, NEW_ACCOUNT, event);
    const reason =
      verdict.type === 'decided' ? verdict.decision.reasons.find(({ rule }) => rule === 'base') : undefined;
    if (reason === undefined) throw new Error('no reason');
    const { rule, applied, code } = reason;
    // A space that does not break a line is a space to a reader.
    const said = JSON.stringify({ rule, applied, code, ...explainReason(reason, loaded.program) }).replaceAll(
      /[\u00a0\u202f]/g,
      ' ',
    );
    const quoted: unknown = JSON.parse(BLOCKS.find(({ language }) => language === 'json')?.text ?? 'null');
    expect(JSON.parse(said)).toEqual(quoted);
  });

  test('every code is one that is given', () => {
    if (!loaded.ok) throw new Error('does not load');
    const { program } = loaded;
    const codes = [...section.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)]
      .map(([, code = '']) => code)
      .filter((code) => code !== 'name');
    const isReason = (code: string): boolean => explainReason({ applied: true, code, params: {} }, program).ru !== code;
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !isReason(code) && !z.enum(REFUSAL_CODES).safeParse(code).success)).toEqual([]);
  });
});

function placedBlocks(): readonly Placed[] {
  let program = '';
  let stories: string | null = null;
  return BLOCKS.map((block, index) => {
    const below = BLOCKS[index + 1]?.text ?? '';
    if (block.kind === 'program' || block.kind === 'grown') [program, stories] = [block.text, null];
    if (block.kind === 'add') program = merged(program, block.text);
    if (block.kind === 'scenarios') stories = block.text;
    if (block.kind === 'base') return { ...block, program: block.text, stories: null, below };
    const isOfBase = block.kind === 'part' || block.kind === 'mistake';
    return { ...block, program: isOfBase ? merged(BASE, block.text) : program, stories, below };
  });
}
