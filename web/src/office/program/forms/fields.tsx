/** Fields that change one place of the document, once they are left or Enter is pressed: what is half typed is nobody's rule. */
import { Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type Path, type Raw, valueIn } from '@kopilka/engine';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../../i18n/language.tsx';
import { wordsIn } from '../differences.ts';
import { formPhrases } from './form-phrases.ts';
import { useProgramForms } from './forms-context.tsx';

export interface PlaceFieldProps {
  readonly label: string;
  readonly path: Path;
  readonly description?: string;
}

/** A share: 5%. Empty takes it away where `canBeEmpty`. */
export function PercentField({
  label,
  path,
  description,
  canBeEmpty = false,
}: PlaceFieldProps & { readonly canBeEmpty?: boolean }): ReactNode {
  return (
    <NumberField
      label={label}
      path={path}
      suffix={'\u00a0%'}
      max={100}
      decimals={2}
      canBeEmpty={canBeEmpty}
      textOf={(value) => `${value}%`}
      {...(description === undefined ? {} : { description })}
    />
  );
}

export interface NumberFieldProps extends PlaceFieldProps {
  readonly decimals?: number;
  readonly max?: number;
  readonly suffix?: string;
  readonly canBeEmpty?: boolean;
  textOf?(value: number): string;
}

const NUMBER_MAX = 1_000_000_000;

/** A number as the document writes it, money or units. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, path, description, decimals = 0, max = NUMBER_MAX, suffix = '', canBeEmpty = false } = props;
  const { root, edit } = useProgramForms();
  const { decimalSeparator, groupSeparator } = useFormat();
  const written = valueIn(root, path);
  const present = typeof written === 'string' ? Number.parseFloat(written) : Number.NaN;
  const [typed, setTyped] = useState<number | string>(Number.isNaN(present) ? '' : present);
  useEffect(() => setTyped(Number.isNaN(present) ? '' : present), [present]);
  const commit = (): void => {
    if (typed === '' || typed === '-') {
      if (canBeEmpty && written !== undefined) edit({ type: 'remove', path });
      else setTyped(Number.isNaN(present) ? '' : present);
      return;
    }
    const value = Number(typed);
    if (value === present || !Number.isFinite(value)) return;
    edit({ type: 'set', path, value: props.textOf?.(value) ?? value.toFixed(decimals) });
  };
  return (
    <NumberInput
      label={label}
      description={description}
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={onEnter(commit)}
      min={0}
      max={max}
      decimalScale={decimals}
      decimalSeparator={decimalSeparator}
      thousandSeparator={groupSeparator}
      suffix={suffix}
      hideControls
    />
  );
}

/** Money of the program, as the document writes it: 15000.00. */
export function MoneyField(props: PlaceFieldProps & { readonly canBeEmpty?: boolean }): ReactNode {
  const { currency } = useProgramForms();
  const { minorDigits } = useFormat();
  return <NumberField {...props} decimals={minorDigits(currency)} suffix={`\u00a0${symbolOf(currency)}`} />;
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat('ru', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** Words for people, in the language of the screen. One text for all languages stays one. */
export function WordsField({ label, path, description }: PlaceFieldProps): ReactNode {
  const { root, edit } = useProgramForms();
  const { language } = useSpeech();
  const written = valueIn(root, path);
  const present = wordsIn(written, language) ?? '';
  const [typed, setTyped] = useState(present);
  useEffect(() => setTyped(present), [present]);
  const commit = (): void => {
    const value = typed.trim();
    if (value === present) return;
    if (value === '') setTyped(present);
    else edit({ type: 'set', path: isByLanguage(written) ? [...path, language] : path, value });
  };
  return (
    <TextInput
      label={label}
      description={description}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onEnter(commit)}
      maxLength={200}
      style={WHOLE_ROW}
    />
  );
}

/** Words and two fields in one want all the room that a card has. */
const WHOLE_ROW = { gridColumn: '1 / -1' } as const;

function isByLanguage(written: Raw | undefined): boolean {
  return typeof written === 'object' && written !== null;
}

const DURATION = /^P(\d+)([DWMY])$/u;

export interface DurationFieldProps extends PlaceFieldProps {
  /** What the document says instead of a duration: never, at once. Null: it cannot. */
  readonly otherwise: { readonly value: string; readonly label: string } | null;
  /** The group of keys that `path` is in, where `otherwise` stands instead of it. */
  readonly group: Path;
}

/** So many days, months or years; or never. A way of saying it that is neither stays the text's. */
export function DurationField({ label, path, group, description, otherwise }: DurationFieldProps): ReactNode {
  const t = usePhrases(formPhrases);
  const { root, edit } = useProgramForms();
  const written = valueIn(root, path);
  const [, count = '', part = 'D'] = DURATION.exec(typeof written === 'string' ? written : '') ?? [];
  const isOther = typeof valueIn(root, group) !== 'object';
  const [typed, setTyped] = useState<number | string>(count === '' ? '' : Number(count));
  useEffect(() => setTyped(count === '' ? '' : Number(count)), [count]);
  const put = (value: string): void =>
    isOther
      ? edit({ type: 'set', path: group, value: { [String(path.at(-1))]: value } })
      : edit({ type: 'set', path, value });
  const commit = (): void => {
    if (typed === '' || Number(typed) === Number(count)) setTyped(count === '' ? '' : Number(count));
    else put(`P${typed}${part}`);
  };
  if (written === undefined && !isOther) return null;
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap" style={WHOLE_ROW}>
      {isOther ? null : (
        <NumberInput
          label={label}
          description={description}
          value={typed}
          onChange={setTyped}
          onBlur={commit}
          onKeyDown={onEnter(commit)}
          min={1}
          max={36_500}
          allowDecimal={false}
          hideControls
          style={{ flex: 1 }}
        />
      )}
      <NativeSelect
        {...(isOther ? { label } : { 'aria-label': `${label}: ${t('duration.unit')}` })}
        value={isOther ? 'other' : part}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (chosen === 'other') edit({ type: 'set', path: group, value: otherwise?.value ?? null });
          else put(`P${count === '' ? (FIRST[chosen] ?? '180') : count}${chosen}`);
        }}
        data={[
          { value: 'D', label: t('duration.days') },
          { value: 'W', label: t('duration.weeks') },
          { value: 'M', label: t('duration.months') },
          { value: 'Y', label: t('duration.years') },
          ...(otherwise === null ? [] : [{ value: 'other', label: otherwise.label }]),
        ]}
        style={{ flex: 1 }}
      />
    </Group>
  );
}

/** What a duration begins with when it is chosen anew. */
const FIRST: Readonly<Record<string, string>> = { D: '180', W: '26', M: '6', Y: '1' };

function onEnter(commit: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
  };
}
