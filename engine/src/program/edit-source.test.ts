/** Changing one place of a program's text: everything else stays, to the character. */
import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editSource, type SourceEdit, valueIn } from './edit-source.ts';
import type { Path } from './problem.ts';
import { type Raw, readSource } from './source-tree.ts';

const PROGRAMS = join(import.meta.dirname, '../../../programs');
const SOURCES = globSync('**/program*.yaml', { cwd: PROGRAMS }).map(
  (file) => [file, readFileSync(join(PROGRAMS, file), 'utf8')] as const,
);

const TEXT = `# of a shop
wallets:
  bonus: # what is given
    worth: 1.00 # one pays one
    pay: { max: 50%, leave: 0.01 } # up to half

rules:
  - id: base
    earn: { wallet: bonus, rate: { guest: 5%, friend: 7% } } # by level

  # for newcomers
  - id: welcome
    earn: { wallet: bonus, units: 100 }
rewards: [{ id: coffee, price: { bonus: 100 } }]
`;

function changed(edit: SourceEdit, text = TEXT): string {
  return editSource(text, 'yaml', edit) ?? 'not possible';
}

describe('in the text of a program', () => {
  test.each([
    ['a value', { type: 'set', path: ['wallets', 'bonus', 'worth'], value: '2.50' }, '1.00 #', '2.50 #'],
    ['a value in brackets', { type: 'set', path: ['rules', 0, 'earn', 'rate', 'friend'], value: '9%' }, '7%', '9%'],
    [
      'a new key in brackets',
      { type: 'set', path: ['wallets', 'bonus', 'pay', 'step'], value: '10' },
      'leave: 0.01 }',
      'leave: 0.01, step: 10 }',
    ],
    [
      'a new key among lines',
      { type: 'set', path: ['wallets', 'bonus', 'expires'], value: { after: 'P180D' } },
      'half\n',
      'half\n    expires: { after: P180D }\n',
    ],
    [
      'a group on the way is made',
      { type: 'set', path: ['wallets', 'bonus', 'earn', 'minReceipt'], value: '10.00' },
      'half\n',
      'half\n    earn: { minReceipt: 10.00 }\n',
    ],
    [
      'words that need quotes',
      { type: 'set', path: ['rules', 0, 'id'], value: 'a: "b" #c' },
      'id: base',
      'id: "a: \\"b\\" #c"',
    ],
    [
      'another item of a list of lines',
      { type: 'add', path: ['rules'], value: { id: 'third', on: 'purchase' } },
      'units: 100 }\n',
      'units: 100 }\n\n  - id: third\n    on: purchase\n',
    ],
    [
      'another item of a list in brackets',
      { type: 'add', path: ['rewards'], value: { id: 'tea' } },
      '100 } }]',
      '100 } }, { id: tea }]',
    ],
    [
      'a list that was not there',
      { type: 'add', path: ['coupons'], value: { id: 'first', gives: { message: 'Hi' } } },
      '100 } }]\n',
      '100 } }]\n\ncoupons:\n  - id: first\n    gives: { message: Hi }\n',
    ],
    ['a key in brackets goes', { type: 'remove', path: ['wallets', 'bonus', 'pay', 'max'] }, 'max: 50%, ', ''],
    ['a line goes', { type: 'remove', path: ['wallets', 'bonus', 'worth'] }, '    worth: 1.00 # one pays one\n', ''],
    [
      'the last item of a list leaves it empty',
      { type: 'remove', path: ['rewards', 0] },
      '[{ id: coffee, price: { bonus: 100 } }]',
      '[]',
    ],
  ] as const)('%s', (_, edit, before, after) => {
    expect(changed(edit)).toBe(TEXT.replace(before, () => after));
  });

  test('an item goes with its lines', () => {
    const text = changed({ type: 'remove', path: ['rules', 1] });
    expect(valueIn(readSource(text, 'yaml').tree?.root, ['rules'])).toHaveLength(1);
    expect(text).toContain('# by level');
  });

  test('JSON stays JSON', () => {
    const json = '{ "rules": [{ "id": "base", "earn": { "rate": "5%" } }] }';
    expect(editSource(json, 'json', { type: 'set', path: ['rules', 0, 'earn', 'rate'], value: '7%' })).toBe(
      json.replace('5%', '7%'),
    );
    expect(
      JSON.parse(editSource(json, 'json', { type: 'add', path: ['rules'], value: { id: 'second' } }) ?? ''),
    ).toEqual({ rules: [{ id: 'base', earn: { rate: '5%' } }, { id: 'second' }] });
  });

  test('a text that cannot be read, or a place that is not there, is left alone', () => {
    expect(editSource('a: [', 'yaml', { type: 'set', path: ['a'], value: '1' })).toBeNull();
    expect(editSource(TEXT, 'yaml', { type: 'remove', path: ['nothing'] })).toBeNull();
    expect(editSource(TEXT, 'yaml', { type: 'set', path: ['rules', 7, 'id'], value: 'x' })).toBeNull();
  });
});

describe.each(SOURCES)('%s', (_, source) => {
  const leaves = leavesOf(readSource(source, 'yaml').tree?.root ?? null);

  test('any value can be changed, and every comment stays', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), words, (path, value) => {
        const text = editSource(source, 'yaml', { type: 'set', path, value }) ?? '';
        expect(valueIn(readSource(text, 'yaml').tree?.root, path)).toBe(value);
        expect(commentsIn(text)).toEqual(commentsIn(source));
        expect(linesKept(source, text)).toBeGreaterThanOrEqual(text.split('\n').length - 1);
      }),
      { numRuns: 15 },
    );
  });

  test('any value can be taken away, and the rest stays', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), (path) => {
        const text = editSource(source, 'yaml', { type: 'remove', path });
        if (text !== null)
          expect(valueIn(readSource(text, 'yaml').tree?.root, path)).not.toEqual(
            valueIn(readSource(source, 'yaml').tree?.root, path),
          );
      }),
      { numRuns: 10 },
    );
  });
});

/** How many lines of the new text are those of the old one, before the change and after it. A value over several lines becomes one line. */
function linesKept(before: string, after: string): number {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const first = now.findIndex((line, index) => line !== old[index]);
  if (first === -1) return now.length;
  const last = now.toReversed().findIndex((line, index) => line !== old[old.length - 1 - index]);
  return first + last;
}

const words = fc.oneof(
  fc.constantFrom(
    '5%',
    '12.50',
    'P30D',
    'Друг',
    'yes',
    'a, b',
    '{x}',
    '- a',
    "it's",
    'a # b',
    '🙂',
    ' leading',
    'true',
  ),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((text) => text.isWellFormed()),
);

function leavesOf(value: Raw, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function commentsIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => /(?:^|\s)(#[^"'{}]*)$/u.exec(line)?.[1] ?? []);
}
