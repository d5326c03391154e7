/** Text that is not a program, or means harm. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COFFEE } from './examples.cases.ts';
import { loadProgram } from './load.ts';

const HOSTILE_TIMEOUT_MS = 5000;

describe('hostile text is refused, quickly', () => {
  test.each([
    ['nothing', ''],
    ['only a number', '5'],
    ['only a list', '- 1\n- 2'],
    ['brackets without end', '['.repeat(200_000)],
    ['lists in lists', '- '.repeat(100_000)],
    ['a billion laughs', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]`],
    ['a merge', 'base: &b { id: x }\nrules: { <<: *b }'],
    ['prototype pollution', '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }'],
    ['a megabyte', `name: ${'x'.repeat(1_000_000)}`],
    ['two documents', 'kopilka: 1\n---\nkopilka: 1'],
    ['a function', 'name: !!js/function "function () {}"'],
    ['deep indentation', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s', { timeout: HOSTILE_TIMEOUT_MS }, (_, source) => {
    const loaded = loadProgram(source, 'yaml');
    expect(loaded.ok).toBe(false);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('JSON must be JSON', () => {
    expect(loadProgram('kopilka: 1', 'json')).toMatchObject({ ok: false, problems: [{ code: 'syntax' }] });
    expect(loadProgram('{ "kopilka": 1, }', 'json')).toMatchObject({ ok: false, problems: [{ code: 'syntax' }] });
  });

  test('any text is answered, never thrown at', () => {
    expect.hasAssertions();
    const lines = COFFEE.split('\n');
    const edits = fc.array(
      fc.tuple(
        fc.nat(lines.length - 1),
        fc.constantFrom('', ' ', '- ', '{', '}', ':', '"', "'", '*a', '&a ', '!x ', '5', 'null', '# '),
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(edits, fc.nat(40), (changes, column) => {
        const edited = [...lines];
        for (const [index, text] of changes) {
          const line = edited[index] ?? '';
          edited[index] = line.slice(0, column) + text + line.slice(column);
        }
        const loaded = loadProgram(edited.join('\n'), 'yaml');
        expect(loaded.ok || loaded.problems.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([...COFFEE.split('\n').keys()])('line %i may be lost', (index) => {
    const loaded = loadProgram(COFFEE.split('\n').toSpliced(index, 1).join('\n'), 'yaml');
    expect(loaded.ok || loaded.problems.length > 0).toBe(true);
  });
});
