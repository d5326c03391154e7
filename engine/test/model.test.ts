/** Every random program and history is lived twice: by the engine and by a naive model written from the same words. */
import { deepStrictEqual as same, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { instant, standingAt } from '../src/index.ts';
import { history, type HistoryWish } from './random/history.ts';
import { DAY_MS, EVERYTHING, lives, loaded } from './random/lives.ts';
import { rankAt } from './random/model-levels.ts';
import { Model } from './random/model.ts';
import { programSpec, type ProgramSpec } from './random/program-spec.ts';
import { Run } from './random/run.ts';
import { agree, Bookkeeper } from './random/watch.ts';

describe('with a naive model beside it', () => {
  test(
    'the engine decides what the model predicts, now and at later moments; the books add up',
    ...lives(
      500,
      fc.property(programSpec(), history(EVERYTHING), (spec, steps) => {
        const program = loaded(spec);
        const model = new Model(spec);
        const books = new Bookkeeper();
        new Run(program).live(steps, (told) => {
          books.see(told);
          agree(model, program, told);
        });
        same(books.meters(), Object.fromEntries([...model.meters].filter(([, value]) => value !== 0)));
      }),
    ),
  );

  const levels = (wish: HistoryWish) => (spec: ProgramSpec, steps: Parameters<Run['live']>[0]) => {
    const { tiers } = spec;
    if (tiers === null) return;
    const program = loaded(spec);
    const model = new Model(spec);
    new Run(program).live(steps, (told) => {
      agree(model, program, told);
      if (told.verdict.type === 'refused') return;
      for (const later of [0, 9 * DAY_MS, 40 * DAY_MS, 380 * DAY_MS]) {
        const at = instant(told.verdict.asOf + later);
        strictEqual(
          standingAt(program, told.after, at).tier?.level,
          `level${rankAt(model, tiers, at)}`,
          `${tiers.window}, ${later / DAY_MS} days later, ${wish.returns}`,
        );
      }
    });
  };
  test(
    'spent for ever reaches the level, net of returns',
    ...lives(100, fc.property(programSpec({ window: 'ever' }), history(EVERYTHING), levels(EVERYTHING))),
  );
  test(
    'spent this month or the last reaches it',
    ...lives(200, fc.property(programSpec({ window: 'month' }), history(EVERYTHING), levels(EVERYTHING))),
  );
  test(
    'spent this year or the last reaches it',
    ...lives(200, fc.property(programSpec({ window: 'year' }), history(EVERYTHING), levels(EVERYTHING))),
  );
  const noReturns: HistoryWish = { ...EVERYTHING, returns: false };
  test(
    'a rolling level is kept for its time and then measured again',
    ...lives(200, fc.property(programSpec({ window: 'rolling' }), history(noReturns), levels(noReturns))),
  );
});
