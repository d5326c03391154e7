import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from './log.ts';

const lineSchema = z.object({ level: z.number(), msg: z.string(), err: z.looseObject({ message: z.string() }) });

function logged(error: unknown): { readonly line: string; readonly err: z.infer<typeof lineSchema>['err'] } {
  let line = '';
  createLog('info', { write: (text) => void (line += text) }).error({ err: error }, 'it failed');
  return { line, err: lineSchema.parse(JSON.parse(line)).err };
}

test('an error is its type, its words and where it was thrown', () => {
  const { err } = logged(new TypeError('no such thing as lot 7', { cause: new Error('deeper') }));
  expect(err).toMatchObject({ type: 'TypeError', message: 'no such thing as lot 7', cause: { message: 'deeper' } });
  expect(err['stack']).toEqual(expect.arrayContaining([expect.stringContaining('log.test.ts')]));
});

test.each([
  ['a telephone', new Error('nobody is +7 (999) 123-45-67 here'), 'nobody is … here'],
  ['an e-mail', new Error('unknown: alex@example.org'), 'unknown: …'],
  ['a card', new Error('card 4711000011112222 again'), 'card … again'],
  [
    'a value that PostgreSQL quotes',
    failure('22P02', 'invalid input syntax for type date: "Pushkina"'),
    /type date: "…"$/u,
  ],
  ['a document that cannot be parsed', parsing('{"name": Pushkina}'), /^Unexpected token/u],
])('%s in an error is not logged', (_, error, message) => {
  const { line, err } = logged(error);
  expect(err.message).toMatch(message);
  expect(line).not.toMatch(/Pushkina|123-45-67|alex@|4711000011112222/u);
});

test('ids and the names of constraints stay: somebody has to find the place', () => {
  const id = '0198a2b4-7c11-7000-8000-012345678901';
  const broken = failure('23514', `new row violates "lots_check" of ${id}`);
  Object.assign(broken, { constraint: 'lots_check', table: 'lots', detail: 'Failing row contains (Pushkina)' });
  const { line, err } = logged(broken);
  expect(err).toMatchObject({ constraint: 'lots_check', table: 'lots', code: '23514' });
  expect(err.message).toContain(id);
  expect(line).not.toContain('Pushkina');
});

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

function parsing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
