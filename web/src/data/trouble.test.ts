// Whatever comes instead of an answer can be shown, and only what passes by itself is asked again.
import { expect, test } from 'vitest';
import { mayRetry, retryDelayMs } from './query-client.ts';
import { isPassing, TroubleError, troubleFrom, troubleOf } from './trouble.ts';
import { createKeys } from './use-command.ts';

const problem = {
  type: 'urn:kopilka:problem:busy',
  status: 503,
  code: 'busy',
  title: 'Busy',
  titleRu: 'Занято',
  detail: 'Repeat in a moment.',
  requestId: 'a-1',
  problems: [
    { path: 'lines.0', message: 'wrong' },
    { path: 'lines.1', message: 'wrong', messageRu: 'неверно' },
    'no mistake',
    { path: 'x' },
  ],
};
const busy = new TroubleError(troubleFrom(503, problem, '2'));

test('a problem of the API comes with its words, mistakes, number and when to ask again', () => {
  expect(busy.trouble).toEqual({
    type: 'refused',
    status: 503,
    code: 'busy',
    title: { en: 'Busy', ru: 'Занято' },
    advice: { en: 'Repeat in a moment.', ru: 'Repeat in a moment.' },
    mistakes: [
      { path: 'lines.0', message: { en: 'wrong', ru: 'wrong' } },
      { path: 'lines.1', message: { en: 'wrong', ru: 'неверно' } },
    ],
    retryAfterSeconds: 2,
    requestId: 'a-1',
  });
});

test.each([[undefined], [null], ['<html>Bad gateway</html>'], [{}], [{ code: 5, title: 'x' }], [[]]])(
  'what is no problem of ours is unreadable: %j',
  (body) => {
    expect(troubleFrom(502, body, null)).toEqual({ type: 'unreadable', status: 502 });
  },
);

test('a mistake of the page is ours, not the server’s', () => {
  expect(troubleOf(new RangeError('oh'))).toEqual({ type: 'ours', message: 'oh' });
});

test('a lost connection and a busy server are asked again, three times; a no is a no', () => {
  const unreachable = new TroubleError({ type: 'unreachable' });
  const no = new TroubleError(troubleFrom(422, { ...problem, status: 422 }, null));
  expect([0, 2, 3].map((failures) => mayRetry(failures, unreachable))).toEqual([true, true, false]);
  expect(mayRetry(0, busy)).toBe(true);
  expect(mayRetry(0, no)).toBe(false);
  // In a minute: somebody who waits wants to know that.
  expect(mayRetry(0, new TroubleError(troubleFrom(429, { ...problem, status: 429 }, '60')))).toBe(false);
  expect(mayRetry(0, new Error('ours'))).toBe(false);
  expect(isPassing({ type: 'unreadable', status: 502 })).toBe(false);
});

test('the server’s wish for time is kept, otherwise each wait is longer than the one before', () => {
  expect(retryDelayMs(0, busy)).toBeGreaterThanOrEqual(2000);
  const unreachable = new TroubleError({ type: 'unreachable' });
  expect(retryDelayMs(0, unreachable)).toBeLessThan(1000);
  expect(retryDelayMs(3, unreachable)).toBeGreaterThanOrEqual(4000);
});

test('the same wish keeps its idempotency key until it is answered; the next one gets another', () => {
  let made = 0;
  const keys = createKeys(() => `key-${(made += 1)}`);
  const first = keys.keyFor('a purchase');
  expect(keys.keyFor('a purchase')).toBe(first);
  expect(keys.keyFor('another')).not.toBe(first);
  keys.answered('a purchase');
  expect(keys.keyFor('a purchase')).not.toBe(first);
});
