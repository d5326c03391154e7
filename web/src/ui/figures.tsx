/** Numbers that people read: money, units, moments. All in tabular numerals, in the reader's language and the shop's currency and zone. */
import { Text, type TextProps } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UnitName } from '../i18n/format.ts';
import { useFormat } from '../i18n/language.tsx';

export interface AmountProps extends TextProps {
  /** Minor units of money: kopecks. */
  readonly minor: number;
  /** Instead of the organization's. */
  readonly currency?: string;
  /** Shows a plus before what is added. */
  readonly signed?: boolean;
}

export function Amount({ minor, currency, signed = false, ...text }: AmountProps): ReactNode {
  const format = useFormat();
  return (
    <Text span inherit className="kopilka-figures" {...text}>
      {format.money(minor, { sign: signed, ...(currency === undefined ? {} : { currency }) })}
    </Text>
  );
}

export interface LargeAmountProps {
  readonly label: string;
  /** Minor units of money. */
  readonly minor: number;
}

/** More characters do not fit a narrow telephone in the large size. */
const LARGE_CHARACTERS_MAX = 12;

/** The one amount that matters here, to be read from a step away. */
export function LargeAmount({ label, minor }: LargeAmountProps): ReactNode {
  const isLong = useFormat().money(minor).length > LARGE_CHARACTERS_MAX;
  return (
    <div>
      <Text c="dimmed">{label}</Text>
      <Text fz={isLong ? 28 : 42} fw={750} lh={isLong ? 1.8 : 1.2}>
        <Amount minor={minor} />
      </Text>
    </div>
  );
}

export interface UnitsProps extends TextProps {
  readonly count: number;
  readonly name: UnitName;
  readonly signed?: boolean;
}

export function Units({ count, name, signed = false, ...text }: UnitsProps): ReactNode {
  return (
    <Text span inherit className="kopilka-figures" {...text}>
      {useFormat().units(count, name, { sign: signed })}
    </Text>
  );
}

export interface DateTextProps extends TextProps {
  /** ISO text. */
  readonly at: string;
  readonly show?: 'date' | 'time' | 'moment';
}

/** The full moment is in its title, whatever is shown. */
export function DateText({ at, show = 'moment', ...text }: DateTextProps): ReactNode {
  const format = useFormat();
  const shown = { date: format.date, time: format.time, moment: format.dateTime }[show](at);
  return (
    <Text span inherit className="kopilka-figures" {...text}>
      <time dateTime={at} title={`${format.date(at)}, ${format.time(at)}`}>
        {shown}
      </time>
    </Text>
  );
}
