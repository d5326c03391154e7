/** What the one door promises, on a real database. */
import { instant, money, units, type Event, type Instant, type PurchaseEvent } from '@kopilka/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Statement } from '../../src/kit/sql.ts';
import { createLedger, type LedgerOptions } from '../../src/ledger/create-ledger.ts';
import type { PostResult } from '../../src/ledger/ledger.ts';
import { drainOutbox } from '../../src/ledger/outbox.ts';
import { available, done, now, purchase, receiptKey, returnOf, setStage, tally, type Stage } from './stage.ts';

let stage: Stage;
let taken = 0;

beforeAll(async () => {
  stage = await setStage({ accounts: 700 });
});

afterAll(async () => {
  const report = await stage.audit();
  expect(report.offences).toEqual([]);
  expect(report.operations).toBeGreaterThan(1300);
  await stage.close();
});

/** An account that no other test touches. */
function account(): string {
  const id = stage.accounts[taken];
  taken += 1;
  if (id === undefined) throw new Error('the stage has too few accounts');
  return id;
}

const DAY_MS = 86_400_000;

describe('one operation, however often it is sent', () => {
  test('the same receipt 50 times at once is one purchase with 50 equal answers', async () => {
    const buyer = account();
    const event = purchase([10_000], { id: 'same' });
    const results = await Promise.all(Array.from({ length: 50 }, () => stage.post(buyer, event, [receiptKey('same')])));
    expect(tally(results)).toEqual({ done: 1, repeated: 49 });
    const answers = new Set(results.map((result) => JSON.stringify('operation' in result ? result.operation : result)));
    expect(answers.size).toBe(1);
  });

  test('a repeat from another process, after the fact, reads the same answer to the byte', async () => {
    const buyer = account();
    const event = purchase([12_345, 777], { id: 'again' });
    const first = done(await stage.post(buyer, event, [receiptKey('again')]));
    const second = await stage.post(buyer, event, [receiptKey('again')], stage.anotherLedger());
    expect(second.type).toBe('repeated');
    expect('operation' in second && JSON.stringify(second.operation)).toBe(JSON.stringify(first));
  });

  test('a key is what it says, whatever it is written with', async () => {
    const ids = ['null', 'NULL', '', ' ', '{a,b}', '"', String.raw`\"`, 'a,b', "'", 'новый\nчек', '\u001d\u001e'];
    const buyer = account();
    const post = (id: string) => stage.post(buyer, purchase([1_000], { id }), [receiptKey(id)]);
    expect(tally(await Promise.all(ids.map(post)))).toEqual({ done: ids.length });
    expect(tally(await Promise.all(ids.map(post)))).toEqual({ repeated: ids.length });
  });

  test('the same key with another body is refused, whoever else was right', async () => {
    const buyer = account();
    const key = { kind: 'idempotency', key: 'k1' } as const;
    done(await stage.post(buyer, purchase([10_000]), [key]));
    expect(await stage.post(buyer, purchase([10_001]), [key])).toEqual({ type: 'key_reused' });
  });

  test('a receipt that is somebody else’s is refused, also when both come at once from two processes', async () => {
    const [one, two, other] = [account(), account(), stage.anotherLedger()];
    const results = await Promise.all([
      stage.post(one, purchase([10_000], { id: 'mine' }), [receiptKey('mine')]),
      stage.post(two, purchase([10_000], { id: 'mine' }), [receiptKey('mine')], other),
    ]);
    expect(tally(results)).toEqual({ done: 1, receipt_taken: 1 });
  });

  test('a receipt that was refused for one member can be recorded for another, and then not for the first', async () => {
    const [poor, rich] = [account(), account()];
    const refused = await stage.post(poor, purchase([10_000], { id: 'moved', pay: units(50) }), [receiptKey('moved')]);
    expect(refused).toMatchObject({ type: 'refused', code: 'units_insufficient' });
    done(await stage.post(rich, purchase([10_000], { id: 'moved' }), [receiptKey('moved')]));
    expect(await stage.post(poor, purchase([10_000], { id: 'moved' }), [receiptKey('moved')])).toEqual({
      type: 'receipt_taken',
    });
  });

  test('a claim whose operation never happened (a crash in between) is finished by the repeat', async () => {
    const buyer = account();
    // A refused purchase leaves what a crash leaves: the claim without its operation.
    const event = purchase([10_000], { id: 'crash', pay: units(5) });
    expect((await stage.post(buyer, event, [receiptKey('crash')])).type).toBe('refused');
    done(await stage.post(buyer, purchase([500_00])));
    const finished = done(await stage.post(buyer, event, [receiptKey('crash')]));
    expect(finished.seq).toBe(2);
  });
});

test('the same receipt of nobody twice in one batch is one receipt and one repeat', async () => {
  const receipt = {
    organizationId: stage.organizationId,
    receiptKey: 'api/guest',
    bodyHash: 'ab'.repeat(32),
    at: now(),
    store: null,
    total: money(100),
    currency: 'RUB',
    lines: [],
  };
  expect(tally(await stage.ledger.recordGuests([receipt, receipt]))).toEqual({ done: 1, repeated: 1 });
});

describe('races', () => {
  test('of 200 parallel purchases that each pay with the whole balance exactly one pays, from two processes', async () => {
    const buyer = account();
    const other = stage.anotherLedger();
    expect(available(done(await stage.post(buyer, purchase([100_000]))))).toBe(100);
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        stage.post(
          buyer,
          purchase([10_000], { id: `race${n}`, pay: units(100) }),
          [receiptKey(`race${n}`)],
          n % 2 === 0 ? stage.ledger : other,
        ),
      ),
    );
    expect(tally(results)).toEqual({ done: 1, refused: 199 });
  });

  test('500 purchases each returned twice in parallel: exactly 500 returns succeed', async () => {
    const other = stage.anotherLedger();
    const purchases = await Promise.all(
      stage.accounts.slice(100, 600).map(async (id) => done(await stage.post(id, purchase([5_000, 3_000])))),
    );
    const results = await Promise.all(
      purchases.flatMap((operation) => [
        stage.post(operation.accountId, returnOf(operation)),
        stage.post(operation.accountId, returnOf(operation), [], other),
      ]),
    );
    expect(tally(results)).toEqual({ done: 500, refused: 500 });
  });

  test('many operations of one account from three processes are applied one after another, none lost', async () => {
    const buyer = account();
    const doors = [stage.ledger, stage.anotherLedger(), stage.anotherLedger()];
    const results = await Promise.all(
      Array.from({ length: 300 }, (_, n) => stage.post(buyer, purchase([1_000]), [], doors[n % 3])),
    );
    expect(tally(results)).toEqual({ done: 300 });
    const seqs = results.map((result) => done(result).seq).toSorted((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
  });
});

describe('the same key from two processes, one of which is held up after its first or second statement:', () => {
  test.each([1, 2])('%i', async (statements) => {
    const buyer = account();
    const event = purchase([10_000]);
    const keys = [receiptKey(`held-up-${statements}`)];
    const firsts: PostResult[] = [];
    const slow = heldUp(stage.database.db.system, statements, async () => {
      firsts.push(await stage.post(buyer, event, keys));
    });
    const ledger = createLedger({ system: slow, programs: stage.programs });
    const second = await stage.post(buyer, event, keys, ledger);
    await ledger.close();
    expect([firsts.map(({ type }) => type), second.type]).toEqual([['done'], 'repeated']);
  });
});

describe('the same return from two processes, one of which is held up after one of its statements:', () => {
  test.each([1, 2, 3, 4])('%i: the goods come back once, and nobody is told that they are gone', async (statements) => {
    const buyer = account();
    const bought = done(await stage.post(buyer, purchase([10_000])));
    const event = returnOf(bought);
    const keys = [{ kind: 'return', key: `api/held-up-${statements}` } as const];
    const firsts: PostResult[] = [];
    const slow = heldUp(stage.database.db.system, statements, async () => {
      firsts.push(await stage.post(buyer, event, keys));
    });
    const ledger = createLedger({ system: slow, programs: stage.programs });
    const second = await stage.post(buyer, event, keys, ledger);
    await ledger.close();
    expect([firsts.map(({ type }) => type), second.type]).toEqual([['done'], 'repeated']);
  });
});

/** Connections that take one statement at a time; after so many something else happens once. */
function heldUp(system: LedgerOptions['system'], statements: number, meanwhile: () => Promise<void>) {
  let left = statements;
  return {
    query: (statement: Statement) => system.query(statement),
    connect: async () => {
      const client = await system.connect();
      let last: Promise<unknown> = Promise.resolve();
      const inTurn = (statement: Statement) => {
        const answer = last.then(async () => {
          const result = await client.query(statement);
          left -= 1;
          if (left === 0) await meanwhile();
          return result;
        });
        last = answer.catch(() => undefined);
        return answer;
      };
      return { query: inTurn, release: (broken?: boolean) => client.release(broken) };
    },
  };
}

describe('checkouts', () => {
  const hold =
    (amount: number, until: Instant) =>
    (checkout: string): Event => ({ ...paidWith(amount), type: 'hold', checkout, until });

  test('reserved units cannot be spent by another, and the commit spends them once', async () => {
    const buyer = account();
    done(await stage.post(buyer, purchase([100_000])));
    const held = done(await stage.post(buyer, hold(80, inMinutes(10))));
    expect(held.decision.after.wallets['bonus']).toMatchObject({ available: 20, held: 80 });
    expect(await stage.post(buyer, purchase([10_000], { pay: units(50) }))).toMatchObject({
      type: 'refused',
      code: 'units_insufficient',
    });
    const commit = { ...paidWith(80), checkout: held.operationId };
    const results = await Promise.all(
      Array.from({ length: 20 }, () => stage.post(buyer, commit, [{ kind: 'checkout', key: held.operationId }])),
    );
    expect(tally(results)).toEqual({ done: 1, repeated: 19 });
    expect(await stage.post(buyer, { type: 'release', at: now(), checkout: held.operationId })).toMatchObject({
      code: 'checkout_committed',
    });
  });

  test('a commit after the time-out is accepted, and what is gone becomes debt that later earnings repay', async () => {
    const buyer = account();
    done(await stage.post(buyer, purchase([100_000])));
    const held = done(await stage.post(buyer, hold(80, instant(Date.now() + 1))));
    await new Promise((resolve) => setTimeout(resolve, 5));
    done(await stage.post(buyer, purchase([10_000], { pay: units(100) })));
    // 80 are short; the 20.00 paid by money earn 2, which repay at once.
    const late = done(await stage.post(buyer, { ...paidWith(80), checkout: held.operationId }));
    expect(late.decision).toMatchObject({
      type: 'purchase',
      shortfall: 80,
      after: { wallets: { bonus: { available: 0, debt: 78 } } },
    });
    const after = done(await stage.post(buyer, purchase([100_000])));
    expect(after.decision.after.wallets['bonus']).toMatchObject({ available: 22, debt: 0 });
  });

  test('a commit and a cancelling in one batch: the first of them happens, and the other hears so', async () => {
    for (const isCommitFirst of [true, false]) {
      const buyer = account();
      done(await stage.post(buyer, purchase([100_000])));
      const held = done(await stage.post(buyer, hold(80, inMinutes(10))));
      const checkout = held.operationId;
      const commit = { ...paidWith(80), checkout };
      const release: Event = { type: 'release', at: now(), checkout };
      const results = await Promise.all(
        (isCommitFirst ? [commit, release] : [release, commit]).map((event) => stage.post(buyer, event)),
      );
      expect(results.map((result) => (result.type === 'refused' ? result.code : result.type))).toEqual([
        'done',
        isCommitFirst ? 'checkout_committed' : 'checkout_cancelled',
      ]);
    }
  });

  test('a cancelled checkout frees its units and cannot be committed', async () => {
    const buyer = account();
    done(await stage.post(buyer, purchase([100_000])));
    const held = done(await stage.post(buyer, hold(80, inMinutes(10))));
    const released = done(await stage.post(buyer, { type: 'release', at: now(), checkout: held.operationId }));
    expect(available(released)).toBe(100);
    expect(await stage.post(buyer, { ...paidWith(80), checkout: held.operationId })).toMatchObject({
      code: 'checkout_cancelled',
    });
  });
});

describe('time', () => {
  test('what became due happens before the next operation, and the alarm does the rest', async () => {
    const [active, quiet] = [account(), account()];
    const past = instant(Date.now() - 60 * DAY_MS);
    done(await stage.post(active, purchase([100_000], { at: past })));
    done(await stage.post(quiet, purchase([100_000], { at: past })));
    expect(available(done(await stage.post(active, purchase([50_000]))))).toBe(50);
    expect(await stage.ledger.standing(stage.organizationId, quiet, now())).toMatchObject({
      wallets: { bonus: { available: 0 } },
    });
    expect(await stage.ledger.advance(stage.organizationId, now())).toBe(1);
    const [entry] = await stage.ledger.journal(stage.organizationId, quiet, { limit: 1 });
    expect(entry).toMatchObject({ kind: 'expire', units: -100, operationType: 'clock' });
  });

  test('an upgrade sets off its rule through the outbox, once, however often the outbox is drained', async () => {
    const buyer = account();
    const up = done(await stage.post(buyer, purchase([1_000_000])));
    expect(up.decision.tier).toEqual({ from: 'regular', to: 'gold' });
    const other = stage.anotherLedger();
    await Promise.all([
      drainOutbox(stage.database.db.system, stage.ledger),
      drainOutbox(stage.database.db.system, other),
    ]);
    await drainOutbox(stage.database.db.system, stage.ledger);
    const [gift, ...rest] = await stage.ledger.operations(stage.organizationId, buyer, { type: 'custom', limit: 10 });
    expect(rest).toEqual([]);
    expect(gift?.decision.entries).toMatchObject([{ kind: 'earn', units: 77, rule: 'up' }]);
  });
});

test('an account of another organization is unknown', async () => {
  const result = await stage.ledger.post({
    organizationId: '00000000-0000-7000-8000-000000000000',
    programId: 'cashback',
    accountId: account(),
    event: purchase([1_000]),
    now: now(),
    history: false,
    keys: [],
    bodyHash: '',
  });
  expect(result).toEqual({ type: 'account_unknown' });
});

/** A receipt of 100.00 that so many units pay. */
function paidWith(amount: number): PurchaseEvent {
  const event = purchase([10_000], { pay: units(amount) });
  if (event.type !== 'purchase') throw new Error('a purchase was made');
  return event;
}

function inMinutes(minutes: number): Instant {
  return instant(Date.now() + minutes * 60_000);
}
