/** Random programs with every mechanic, random lives of three members: the books add up, and what is said is what happened. */
import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { explainRefusal, quotaDemands } from '../src/index.ts';
import { booksAddUp, explains, metersAddUp } from './random-full/books.ts';
import { history, type HistoryWish } from './random-full/history.ts';
import { Life } from './random-full/life.ts';
import { fullProgram } from './random-full/program.ts';
import { inWords } from './random/watch.ts';
import { lives } from './random/lives.ts';

const EVERYTHING: HistoryWish = { between: true, days: 15, late: true, length: 30 };

describe('whatever happens', () => {
  test(
    'entries are lots less debt, shares add up, nothing is negative; meters are what was added',
    ...lives(
      70,
      fc.property(fullProgram({ shared: true }), history(EVERYTHING), ({ program }, steps) => {
        const { town } = new Life(program).live(steps);
        booksAddUp(town.told);
        metersAddUp(program, town.told);
      }),
    ),
  );

  test(
    'what is said is what happened, in words of both languages; refusals too',
    ...lives(
      50,
      fc.property(fullProgram({ shared: true }), history(EVERYTHING), ({ program }, steps) => {
        const { town, refusals } = new Life(program).live(steps);
        for (const told of town.told) explains(program, told);
        for (const refusal of refusals) inWords(explainRefusal(refusal, program), refusal.code);
      }),
    ),
  );

  test(
    'limits that accounts share are never exceeded, and never given back twice',
    ...lives(
      50,
      fc.property(fullProgram({ shared: true }), history({ ...EVERYTHING, days: 3 }), ({ program }, steps) => {
        const { town } = new Life(program).live(steps);
        const taken = new Map<string, number>();
        const limits = new Map<string, number>();
        for (const { event, decision } of town.told) {
          for (const { key, limit } of quotaDemands(program, event)) limits.set(key, limit);
          // What a printed receipt has promised is taken even where its reservation has lapsed meanwhile.
          const isPromised = event.type === 'purchase' && event.frozen !== undefined;
          for (const [key, units] of Object.entries(decision.quotas ?? {})) {
            const now = (taken.get(key) ?? 0) + units;
            taken.set(key, now);
            ok(now >= 0, `${key}: more was given back than taken`);
            if (isPromised) limits.set(key, Number.POSITIVE_INFINITY);
            ok(now <= (limits.get(key) ?? 0), `${key}: ${now} of ${limits.get(key)}`);
            const offered = 'quotas' in event ? event.quotas?.[key] : undefined;
            if (!isPromised && offered !== undefined && units > 0) ok(units <= offered, `${key}: more than offered`);
          }
        }
      }),
    ),
  );
});
