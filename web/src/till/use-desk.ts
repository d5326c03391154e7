/**
 * What happens at the till: scans, the sale, the return and the day's log, in one place, because a scan can come at any moment and means
 * something else in each of them.
 */
import { useReducer, useState } from 'react';
import { troubleOf } from '../data/trouble.ts';
import { newReceiptNumber, readSlip } from './receipt-number.ts';
import { type Customer, newSale, type Purchase, type Sale, saleAfter, type SaleWord } from './sale.ts';
import type { Notice } from './scan-notice.tsx';
import type { ShiftEntry } from './shift-log.ts';
import { type Finish, useFinish } from './use-finish.ts';
import { type Identified, type Question, useIdentify } from './use-identify.ts';
import type { Return, Returnable, ReturnTarget } from './use-return.ts';
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
  returned(of: Returnable, done: Return): void;
  closeNotice(): void;
}

interface Selling {
  readonly organizationId: string;
  readonly programId: string;
}

export function useDesk({ organizationId, programId }: Selling): Desk {
  const [view, setView] = useState<View>('sale');
  const [sale, say] = useReducer(saleAfter, undefined, () => newSale(newReceiptNumber()));
  const [notice, setNotice] = useState<Notice | null>(null);
  const [target, setTarget] = useState<ReturnTarget | null>(null);
  const [returning, setReturning] = useState<Customer | null>(null);
  const { log, note } = useShiftLog(organizationId);
  const identify = useIdentify(programId);
  const finish = useFinish((purchase) => {
    setNotice(null);
    say({ type: 'recorded', purchase });
    note(entryOfSale(purchase, sale.basket.receiptId));
  });
  const isSent = finish.isBusy || finish.isUnsure;
  const next = (): void => {
    finish.reset();
    say({ type: 'next', receiptId: newReceiptNumber() });
  };
  const found = (identified: Identified): void => {
    if (identified.type === 'gift_card') return setNotice({ type: 'gift_card', found: identified });
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

function entryOfSale(purchase: Purchase, number: string): ShiftEntry {
  const { id, at, memberId, toPay, earned, payment } = purchase;
  return {
    kind: 'sale',
    id,
    number,
    at: at ?? new Date().toISOString(),
    isMember: memberId !== null,
    money: toPay,
    earned: earned.map(({ wallet, units }) => ({ wallet, units })),
    paid: payment === null ? [] : [{ wallet: payment.wallet, units: payment.units }],
  };
}

function entryOfReturn({ number }: Returnable, { id, at, money }: Return): ShiftEntry {
  return { kind: 'return', id: id ?? number, number, at, isMember: true, money, earned: [], paid: [] };
}
