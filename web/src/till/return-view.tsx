/** A return: which receipt, what of it, what would come of it in numbers, and then once. */
import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useMemo, useState } from 'react';
import { troubleOf } from '../data/trouble.ts';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { Card } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { Asked, Done as DoneNote, Empty, Loading } from '../ui/states.tsx';
import { refundsOf } from './gift.ts';
import { Hint } from './hint.tsx';
import { receiptNumberOf } from './receipt-number.ts';
import { ReturnOutcome } from './return-outcome.tsx';
import { returnPhrases } from './return-phrases.ts';
import { ReturnSlip } from './return-slip.tsx';
import { Sides } from './sides.tsx';
import type { Till } from './till.ts';
import classes from './till.module.css';
import {
  type Done,
  type Returnable,
  type ReturnableLine,
  type ReturnedLine,
  type ReturnTarget,
  useReturnable,
  useReturnCommand,
  useReturnPreview,
} from './use-return.ts';

export interface ReturnViewProps {
  readonly till: Till;
  readonly target: ReturnTarget | null;
  /** What can be chosen instead of a number. */
  readonly choices: ReactNode;
  onTarget(target: ReturnTarget | null): void;
  onReturned(of: Returnable, done: Done): void;
  onClose(): void;
}

export function ReturnView({ till, target, choices, onTarget, onReturned, onClose }: ReturnViewProps): ReactNode {
  const found = useReturnable(target);
  const [ended, setEnded] = useState<{ readonly of: Returnable; readonly done: Done } | null>(null);
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  if (ended !== null) {
    const { of, done } = ended;
    return (
      <Card>
        <Stack gap="lg">
          <DoneNote title={t('return.done')}>{of.number}</DoneNote>
          {done.gifts.map(({ ending, amount, trouble }) =>
            trouble === null ? null : (
              <Stack key={ending} gap="xs">
                <Text fw={650}>{t('return.gift-refused', { ending, money: format.money(amount) })}</Text>
                <Refusal trouble={trouble} />
              </Stack>
            ),
          )}
          <ReturnOutcome
            result={done.result}
            gifts={done.gifts.filter(({ trouble }) => trouble === null)}
            till={till}
          />
          <Group gap="sm">
            <Button size="xl" flex="1 1 14rem" autoFocus onClick={onClose}>
              {t('return.next')}
              <Hint keys="Enter" />
            </Button>
            <ReturnSlip of={of} done={done} till={till} />
          </Group>
        </Stack>
      </Card>
    );
  }
  if (target === null) return <Finding typed="" choices={choices} onTarget={onTarget} />;
  const isFound = found.data !== undefined && found.data !== null;
  return (
    <>
      {isFound ? null : <Finding typed={target.number} choices={null} onTarget={onTarget} />}
      {found.isFetching && !isFound ? (
        <Loading />
      ) : (
        <Asked query={found}>
          {(returnable) =>
            returnable === null ? null : (
              <Choosing
                key={returnable.purchaseId}
                of={returnable}
                till={till}
                onAnother={() => onTarget(null)}
                onReturned={(done) => {
                  onReturned(returnable, done);
                  setEnded({ of: returnable, done });
                }}
              />
            )
          }
        </Asked>
      )}
    </>
  );
}

interface FindingProps extends Pick<ReturnViewProps, 'choices' | 'onTarget'> {
  /** What was looked for before. */
  readonly typed: string;
}

function Finding({ typed: before, choices, onTarget }: FindingProps): ReactNode {
  const t = usePhrases(returnPhrases);
  const [typed, setTyped] = useState(before);
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    const number = receiptNumberOf(typed);
    if (number !== '') onTarget({ type: 'number', number });
  };
  return (
    <Sides side={choices}>
      <Card>
        <form onSubmit={find}>
          <Stack gap="md">
            <Title order={1} size="h3">
              {t('return.title')}
            </Title>
            <TextInput
              size="xl"
              label={t('return.number')}
              description={t('return.number-about')}
              autoFocus
              autoComplete="off"
              autoCapitalize="characters"
              maxLength={100}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" disabled={typed.trim() === ''}>
              {t('return.find')}
              <Hint keys="Enter" />
            </Button>
            <Text c="dimmed">{t('return.no-slip')}</Text>
          </Stack>
        </form>
      </Card>
    </Sides>
  );
}

interface ChoosingProps {
  readonly of: Returnable;
  readonly till: Till;
  onAnother(): void;
  onReturned(done: Done): void;
}

function Choosing({ of, till, onAnother, onReturned }: ChoosingProps): ReactNode {
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map());
  const isOver = of.lines.every(({ left }) => Number(left) === 0);
  const all = new Map(of.lines.flatMap(({ line, left }) => (Number(left) > 0 ? [[line, left] as const] : [])));
  const lines = useMemo(
    () => [...chosen].flatMap(([line, quantity]) => (Number(quantity) > 0 ? [{ line, quantity }] : [])),
    [chosen],
  );
  if (isOver)
    return (
      <Card>
        <Empty
          title={t('return.over.title')}
          advice={t('return.over.advice')}
          action={<Button onClick={onAnother}>{t('return.another')}</Button>}
        />
      </Card>
    );
  return (
    <Sides
      side={
        <Card>
          <Consequence of={of} lines={lines} till={till} onReturned={onReturned} />
        </Card>
      }
    >
      <Card>
        <Stack gap="md">
          <Group justify="space-between">
            <div>
              <Title order={1} size="h3">
                {t('return.purchase', { date: format.dateTime(of.at) })}
              </Title>
              <Text c="dimmed">{of.number}</Text>
            </div>
            <Button variant="default" onClick={onAnother}>
              {t('return.another')}
              <Hint keys="Esc" />
            </Button>
          </Group>
          <Group gap="sm" grow>
            <Button variant="default" px="xs" autoFocus onClick={() => setChosen(all)}>
              {t('return.all')}
            </Button>
            <Button variant="default" px="xs" onClick={() => setChosen(new Map())}>
              {t('return.nothing')}
            </Button>
          </Group>
          {of.lines.map((line) => (
            <LineRow
              key={line.line}
              line={line}
              chosen={chosen.get(line.line) ?? '0'}
              onChange={(quantity) => setChosen(new Map(chosen).set(line.line, quantity))}
            />
          ))}
        </Stack>
      </Card>
    </Sides>
  );
}

const QUANTITY_PLACES = 6;

function LineRow({
  line: { name, bought, left },
  chosen,
  onChange,
}: {
  readonly line: ReturnableLine;
  readonly chosen: string;
  onChange(quantity: string): void;
}): ReactNode {
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  const isWhole = Number.isInteger(Number(bought));
  const step = (by: number): void => onChange(String(Math.min(Number(left), Math.max(0, Number(chosen) + by))));
  return (
    <div className={classes['row']}>
      <div className={classes['name']} style={{ flex: '2 1 12rem' }} dir="auto">
        <Text lineClamp={3}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t('return.bought', { n: format.number(Number(bought)) })} ·{' '}
          {t('return.left', { n: format.number(Number(left)) })}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          aria-label={t('return.less', { name })}
          disabled={Number(chosen) <= 0}
          onClick={() => step(-1)}
        >
          −
        </ActionIcon>
        <NumberInput
          aria-label={t('return.quantity', { name })}
          w="5.5rem"
          hideControls
          min={0}
          max={Number(left)}
          clampBehavior="strict"
          allowNegative={false}
          allowDecimal={!isWhole}
          decimalScale={QUANTITY_PLACES}
          decimalSeparator={format.decimalSeparator}
          allowedDecimalSeparators={['.', ',']}
          disabled={Number(left) === 0}
          value={Number(chosen)}
          onChange={(value) => onChange(String(Math.max(0, Number(value))))}
        />
        <ActionIcon
          variant="default"
          aria-label={t('return.more', { name })}
          disabled={Number(chosen) >= Number(left)}
          onClick={() => step(1)}
        >
          +
        </ActionIcon>
      </Group>
    </div>
  );
}

interface ConsequenceProps {
  readonly of: Returnable;
  readonly lines: readonly ReturnedLine[];
  readonly till: Till;
  onReturned(done: Done): void;
}

function Consequence({ of: { purchaseId, gifts }, lines, till, onReturned }: ConsequenceProps): ReactNode {
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  const preview = useReturnPreview(purchaseId, lines);
  const command = useReturnCommand();
  const { error, isPending } = command.state;
  const run = (): void => {
    if (isPending) return;
    void command.run({ purchaseId, lines, gifts }).then(onReturned, () => undefined);
  };
  if (lines.length === 0) return <Text c="dimmed">{t('return.choose')}</Text>;
  return (
    <Stack gap="md">
      <Asked query={preview}>
        {(result) =>
          result === null ? null : <ReturnOutcome result={result} gifts={refundsOf(gifts, result.money)} till={till} />
        }
      </Asked>
      {error === null ? null : <Refusal trouble={troubleOf(error)} onRetry={run} isRetrying={isPending} />}
      {preview.data === undefined || preview.data === null ? null : (
        <Button
          size="xl"
          color="red.9"
          loading={isPending}
          disabled={preview.isPlaceholderData || preview.error !== null}
          onClick={run}
        >
          {t('return.do', { money: format.money(preview.data.money) })}
        </Button>
      )}
    </Stack>
  );
}
