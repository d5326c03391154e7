/** The receipt: its sum, large, or its lines. */
import { Button, CloseButton, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { Amount } from '../ui/figures.tsx';
import { MoneyInput } from './money-input.tsx';
import { type Basket, type Line, newLine, type SaleWord, totalOf } from './sale.ts';
import classes from './till.module.css';
import { whatPhrases } from './what-phrases.ts';

export interface BasketFormProps {
  readonly basket: Basket;
  readonly currency: string;
  readonly isLocked: boolean;
  onWord(word: SaleWord): void;
}

const PIECES_MAX = 9_999;
const LINES_MAX = 200;
const NAME_CHARACTERS_MAX = 300;
const CATEGORY_CHARACTERS_MAX = 100;

export function BasketForm({ basket, currency, isLocked, onWord }: BasketFormProps): ReactNode {
  const t = usePhrases(whatPhrases);
  return (
    <Stack gap="md">
      <SegmentedControl
        size="lg"
        aria-label={t('what.mode')}
        disabled={isLocked}
        value={basket.isByLines ? 'lines' : 'sum'}
        onChange={(mode) => onWord({ type: 'mode', isByLines: mode === 'lines' })}
        data={[
          { value: 'sum', label: t('what.by-sum') },
          { value: 'lines', label: t('what.by-lines') },
        ]}
      />
      {basket.isByLines ? (
        <Lines lines={basket.lines} currency={currency} isLocked={isLocked} onWord={onWord} />
      ) : (
        <MoneyInput
          label={t('what.sum')}
          value={basket.total}
          currency={currency}
          isLarge
          isLocked={isLocked}
          onChange={(total) => onWord({ type: 'typed', total })}
        />
      )}
    </Stack>
  );
}

interface LinesProps extends Omit<BasketFormProps, 'basket'> {
  readonly lines: readonly Line[];
}

function Lines({ lines, currency, isLocked, onWord }: LinesProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const place = useRef<HTMLDivElement>(null);
  const change = (key: number, changed: Partial<Line>): void =>
    onWord({ type: 'lines', lines: lines.map((line) => (line.key === key ? { ...line, ...changed } : line)) });
  const add = (): void => {
    onWord({ type: 'lines', lines: [...lines, newLine(lines)] });
    // When the line is there.
    requestAnimationFrame(() =>
      [...(place.current?.querySelectorAll<HTMLInputElement>('[data-line-name]') ?? [])].at(-1)?.focus(),
    );
  };
  /** Enter goes on to the next line; on one that is still empty the receipt is finished. */
  const goOn = (event: KeyboardEvent, line: Line): void => {
    if (event.key !== 'Enter' || line.price === 0 || lines.length >= LINES_MAX || event.ctrlKey) return;
    event.preventDefault();
    add();
  };
  return (
    <Stack gap="md" ref={place}>
      {lines.map((line, index) => (
        <LineRow
          key={line.key}
          line={line}
          number={index + 1}
          currency={currency}
          isLocked={isLocked}
          onKey={(event) => goOn(event, line)}
          onChange={(changed) => change(line.key, changed)}
          onRemove={
            lines.length === 1
              ? null
              : () => onWord({ type: 'lines', lines: lines.filter(({ key }) => key !== line.key) })
          }
        />
      ))}
      <Group justify="space-between">
        <Button variant="default" onClick={add} disabled={isLocked || lines.length >= LINES_MAX}>
          {t('line.add')}
        </Button>
        <Text fz="lg">
          {t('line.total')} <Amount minor={totalOf({ isByLines: true, lines, total: 0 })} fw={700} />
        </Text>
      </Group>
    </Stack>
  );
}

interface LineRowProps {
  readonly line: Line;
  readonly number: number;
  readonly currency: string;
  readonly isLocked: boolean;
  onKey(event: KeyboardEvent): void;
  onChange(changed: Partial<Line>): void;
  /** null for the last one. */
  readonly onRemove: (() => void) | null;
}

function LineRow({ line, number, currency, isLocked, onKey, onChange, onRemove }: LineRowProps): ReactNode {
  const t = usePhrases(whatPhrases);
  // Once above the column is enough; whoever cannot see the column hears it in every line.
  const labelled = (label: string) => (number === 1 ? { label } : { 'aria-label': label, placeholder: label });
  return (
    <Group gap="sm" align="flex-end" className={classes['line']} onKeyDown={onKey}>
      <TextInput
        data-line-name
        {...labelled(t('line.name'))}
        flex="2 1 9rem"
        maxLength={NAME_CHARACTERS_MAX}
        disabled={isLocked}
        value={line.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        {...labelled(t('line.category'))}
        flex="1 1 8rem"
        maxLength={CATEGORY_CHARACTERS_MAX}
        disabled={isLocked}
        value={line.category}
        onChange={(event) => onChange({ category: event.currentTarget.value })}
      />
      <MoneyInput
        label={t('line.price')}
        isLabelShown={number === 1}
        flex="1 1 6rem"
        value={line.price}
        currency={currency}
        isLocked={isLocked}
        onChange={(price) => onChange({ price })}
      />
      <NumberInput
        {...labelled(t('line.quantity'))}
        flex="0 1 5.5rem"
        min={1}
        max={PIECES_MAX}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        hideControls
        inputMode="numeric"
        disabled={isLocked}
        value={line.quantity}
        onChange={(value) => onChange({ quantity: Math.max(1, Math.round(Number(value))) })}
      />
      {onRemove === null ? null : (
        <CloseButton size={48} disabled={isLocked} aria-label={t('line.remove', { n: number })} onClick={onRemove} />
      )}
    </Group>
  );
}
