/**
 * What happens at the till: scans, the sale, the return and the day's log, in one place, because a scan can come at any moment and means
 * something else in each of them.
 */
import { useReducer, useState } from 'react';
import { troubleOf } from '../data/trouble.ts';
import { type BroughtGift, takenFromGifts } from './gift.ts';
import { newReceiptNumber, readSlip } from './receipt-number.ts';
import { type Customer, newSale, type Sale, saleAfter, type SaleWord } from './sale.ts';
import type { Notice } from './scan-notice.tsx';
import type { ShiftEntry } from './shift-log.ts';
import { type Finish, type Recorded, useFinish } from './use-finish.ts';
import { type Identified, type Question, useIdentify } from './use-identify.ts';
import type { Done, Returnable, ReturnTarget } from './use-return.ts';
import { useShiftLog } from './use-shift-log.ts';

export type View = 'sale' | 'return' | 'shift';

export interface Desk {
  readonly view: View;
  readonly sale: Sale;
  readonly finish: Finish;
  readonly notice: Notice | null;
  readonly isAsking: boolean;
  readonly log: readonly ShiftEntry[];
  readonly target: ReturnTarget | null;
  /** Whose purchases are shown to return one of them. */
  readonly returning: Customer | null;
  show(view: View): void;
  say(word: SaleWord): void;
  /** Ends this sale and begins the next. */
  next(): void;
  /** A text from a scanner, the camera or the field. */
  scan(text: string): void;
  choose(memberId: string): void;
  aim(target: ReturnTarget | null): void;
  returned(of: Returnable, done: Done): void;
  closeNotice(): void;
}

interface Selling {
  readonly organizationId: string;
  readonly programId: string;
  readonly currency: string;
}

export function useDesk({ organizationId, programId, currency }: Selling): Desk {
  const [view, setView] = useState<View>('sale');
  const [sale, say] = useReducer(saleAfter, undefined, () => newSale(newReceiptNumber()));
  const [notice, setNotice] = useState<Notice | null>(null);
  const [target, setTarget] = useState<ReturnTarget | null>(null);
  const [returning, setReturning] = useState<Customer | null>(null);
  const { log, note } = useShiftLog(organizationId);
  const identify = useIdentify(programId);
  const finish = useFinish((recorded) => {
    setNotice(null);
    say({ type: 'recorded', ...recorded });
    note(entryOfSale(recorded, sale.basket.receiptId));
  });
  const isSent = finish.isBusy || finish.isUnsure;
  const next = (): void => {
    finish.reset();
    say({ type: 'next', receiptId: newReceiptNumber() });
  };
  const foundGift = (found: FoundGift): void => {
    const gift = view === 'sale' ? giftIn(found, currency) : null;
    if (gift !== null && sale.step === 'done') next();
    if (gift !== null) say({ type: 'gift', gift });
    setNotice({ type: 'gift_card', found, isBrought: gift !== null });
  };
  const found = (identified: Identified): void => {
    if (identified.type === 'gift_card') return foundGift(identified);
    if (identified.type === 'member') {
      if (view === 'return') return setReturning(identified.member);
      setView('sale');
      // Whoever comes after a purchase is the next customer.
      if (sale.step === 'done') next();
      finish.reset();
      return say({ type: 'found', customer: identified.member });
    }
    if (identified.coupon.status === 'usable') {
      if (sale.step === 'done') next();
      say({ type: 'code', code: { code: identified.code, name: identified.coupon.name } });
    }
    const isInUse = sale.step === 'what' && sale.customer !== null;
    return setNotice({ type: 'coupon', found: identified, isInUse });
  };
  const ask = (question: Question): void => {
    setNotice(null);
    // Nobody knows yet whether the purchase is recorded: what belongs to it stays as it was sent.
    if (isSent && view === 'sale') return;
    identify.mutate(question, {
      onSuccess: found,
      onError: (error) => setNotice({ type: 'trouble', trouble: troubleOf(error) }),
    });
  };
  const aim = (wanted: ReturnTarget | null): void => {
    setNotice(null);
    setTarget(wanted);
    if (wanted !== null) setView('return');
  };
  return {
    view,
    sale,
    finish,
    notice,
    isAsking: identify.isPending,
    log,
    target,
    returning,
    show: (wanted) => {
      setNotice(null);
      setTarget(null);
      setReturning(null);
      setView(wanted);
    },
    say: (word) => {
      setNotice(null);
      say(word);
    },
    next: () => {
      setNotice(null);
      next();
    },
    scan: (text) => {
      const slip = readSlip(text);
      if (slip !== null) return aim({ type: 'number', number: slip });
      const customer = sale.step === 'what' ? sale.customer : null;
      return ask({ scan: text, ...(customer === null ? {} : { memberId: customer.id }) });
    },
    choose: (memberId) => ask({ memberId }),
    aim,
    returned: (of, done) => note(entryOfReturn(of, done)),
    closeNotice: () => setNotice(null),
  };
}

type FoundGift = Extract<Identified, { readonly type: 'gift_card' }>;

/** null for one that cannot pay here. */
function giftIn({ code, card: { balance, currency, status, expiresAt } }: FoundGift, paid: string): BroughtGift | null {
  return status === 'active' && balance > 0 && currency === paid ? { code, balance, expiresAt, wish: null } : null;
}

function entryOfSale({ purchase, gifts }: Recorded, number: string): ShiftEntry {
  const { id, at, memberId, toPay, earned, payment } = purchase;
  return {
    kind: 'sale',
    id,
    number,
    at: at ?? new Date().toISOString(),
    isMember: memberId !== null,
    money: toPay - takenFromGifts(gifts),
    earned: earned.map(({ wallet, units }) => ({ wallet, units })),
    paid: payment === null ? [] : [{ wallet: payment.wallet, units: payment.units }],
  };
}

function entryOfReturn({ number }: Returnable, { result: { id, at, money }, gifts }: Done): ShiftEntry {
  const given = money - takenFromGifts(gifts);
  return { kind: 'return', id: id ?? number, number, at, isMember: true, money: given, earned: [], paid: [] };
}
