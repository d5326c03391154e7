/** The lines of a receipt, typed by hand, and whose receipt it is. */
import { Button, CloseButton, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { Amount } from '../../ui/figures.tsx';
import { officePhrases } from '../phrases.ts';
import { type DraftLine, totalOf } from './draft.ts';

const LINES_MAX = 50;
const PRICE_MAX = 10_000_000;
const QUANTITY_MAX = 10_000;

export interface LinesFormProps {
  readonly lines: readonly DraftLine[];
  readonly phone: string;
  readonly currency: string;
  onLines(lines: readonly DraftLine[]): void;
  onPhone(phone: string): void;
}

export function LinesForm({ lines, phone, currency, onLines, onPhone }: LinesFormProps): ReactNode {
  const t = usePhrases(officePhrases);
  const change = (key: number, changed: Partial<DraftLine>): void =>
    onLines(lines.map((line) => (line.key === key ? { ...line, ...changed } : line)));
  const add = (): void => {
    const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
    onLines([...lines, { key, name: '', category: '', price: 0, quantity: 1 }]);
  };
  return (
    <Stack gap="md">
      {lines.map((line, index) => (
        <LineRow
          key={line.key}
          line={line}
          number={index + 1}
          currency={currency}
          onChange={(changed) => change(line.key, changed)}
          onRemove={lines.length === 1 ? null : () => onLines(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      <Group justify="space-between">
        <Button variant="default" onClick={add} disabled={lines.length >= LINES_MAX}>
          {t('receipt.add')}
        </Button>
        <Text>
          {t('receipt.total')} <Amount minor={totalOf(lines)} fw={700} />
        </Text>
      </Group>
      <TextInput
        label={t('receipt.phone')}
        description={t('receipt.phone-about')}
        type="tel"
        autoComplete="off"
        value={phone}
        onChange={(event) => onPhone(event.currentTarget.value)}
        maw={320}
      />
    </Stack>
  );
}

interface LineRowProps {
  readonly line: DraftLine;
  readonly number: number;
  readonly currency: string;
  onChange(changed: Partial<DraftLine>): void;
  /** null for the last one. */
  readonly onRemove: (() => void) | null;
}

function LineRow({ line, number, currency, onChange, onRemove }: LineRowProps): ReactNode {
  const t = usePhrases(officePhrases);
  const { minorDigits, decimalSeparator, groupSeparator } = useFormat();
  const digits = minorDigits(currency);
  return (
    <Group gap="sm" align="flex-end" wrap="wrap">
      <TextInput
        label={t('receipt.name')}
        value={line.name}
        flex="2 1 9rem"
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('receipt.category')}
        value={line.category}
        flex="1 1 7rem"
        onChange={(event) => onChange({ category: event.currentTarget.value })}
      />
      <NumberInput
        label={t('receipt.price')}
        flex="1 1 6rem"
        min={0}
        max={PRICE_MAX}
        decimalScale={digits}
        decimalSeparator={decimalSeparator}
        thousandSeparator={groupSeparator}
        hideControls
        value={line.price / 10 ** digits}
        onChange={(value) => onChange({ price: Math.round(Number(value) * 10 ** digits) })}
      />
      <NumberInput
        label={t('receipt.quantity')}
        flex="0 1 5.5rem"
        min={1}
        max={QUANTITY_MAX}
        allowDecimal={false}
        value={line.quantity}
        onChange={(value) => onChange({ quantity: Math.round(Number(value)) })}
      />
      {onRemove === null ? null : (
        <CloseButton size="lg" aria-label={t('receipt.remove', { n: number })} onClick={onRemove} />
      )}
    </Group>
  );
}
