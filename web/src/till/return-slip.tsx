/** The slip of a return, with the button that prints it. */
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { donePhrases } from './done-phrases.ts';
import { sumOf } from './shift-log.ts';
import { takenFromGifts } from './gift.ts';
import { PrintButton, Slip, type SlipRow } from './slip.tsx';
import type { Till } from './till.ts';
import type { Done, Returnable } from './use-return.ts';

export interface ReturnSlipProps {
  readonly of: Returnable;
  readonly done: Done;
  readonly till: Till;
}

export function ReturnSlip({ of, done: { result, gifts }, till }: ReturnSlipProps): ReactNode {
  const t = usePhrases(donePhrases);
  const format = useFormat();
  const names = new Map(of.lines.map(({ line, name }) => [line, name]));
  const goods = result.parts.flatMap(({ lines }) =>
    lines.map(({ line, quantity }) => ({
      label: names.get(line) ?? '',
      value: `× ${format.number(Number(quantity))}`,
    })),
  );
  const say = (label: string, movements: ReturnType<typeof sumOf>, sign: 1 | -1): SlipRow[] =>
    movements.map(({ wallet, units }) => ({
      label,
      value: till.words.units(format, wallet, sign * units, { sign: true }),
    }));
  const sums = [
    ...gifts
      .filter(({ trouble }) => trouble === null)
      .map(({ ending, amount }) => ({ label: t('slip.gift-back', { ending }), value: format.money(amount) })),
    { label: t('slip.given-back'), value: format.money(result.money - takenFromGifts(gifts)), isStrong: true },
    ...say(t('slip.restored'), sumOf(result.parts.flatMap(({ restored }) => restored)), 1),
    ...say(t('slip.taken-back'), sumOf(result.parts.flatMap(({ takenBack }) => takenBack)), -1),
  ];
  return (
    <>
      <PrintButton label={t('done.slip')} />
      <Slip
        shop={till.shop}
        title={t('slip.return', { number: of.number })}
        at={format.dateTime(result.at)}
        customer={null}
        goods={goods}
        sums={sums}
        foot=""
      />
    </>
  );
}
