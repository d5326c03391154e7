/** Who: one field that takes a phone, its last digits, a card, a name or a code; a scanner and the camera; somebody new; nobody. */
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { Trouble } from '../data/trouble.ts';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { Card } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { Candidates } from './candidates.tsx';
import { Hint } from './hint.tsx';
import { type Basket, totalOf } from './sale.ts';
import { phoneIn } from './typed.ts';
import { useFinding } from './use-finding.ts';
import { whoPhrases } from './who-phrases.ts';

export interface WhoStepProps {
  readonly basket: Basket;
  readonly isAsking: boolean;
  /** Why the last question has no answer. */
  readonly trouble: Trouble | null;
  onScan(text: string): void;
  onChoose(memberId: string): void;
  onGuest(): void;
  /** `phone` is what was typed, if it was one. */
  onNew(phone: string): void;
  onCamera(): void;
  /** What is typed now is another question. */
  onTyping(): void;
}

export function WhoStep(props: WhoStepProps): ReactNode {
  const { basket, isAsking, trouble, onScan, onChoose, onGuest, onNew, onCamera } = props;
  const t = usePhrases(whoPhrases);
  const format = useFormat();
  const total = totalOf(basket);
  const listId = useId();
  const { typed, found, hasMore, active, type, find, move } = useFinding({ onScan, onChoose });
  const isUnknown = trouble?.type === 'refused' && trouble.code === 'scan_unknown' && typed.trim() !== '';
  return (
    <Card>
      <form onSubmit={find}>
        <Stack gap="md">
          <Title order={1} size="h2">
            {t('who.title')}
          </Title>
          {total === 0 ? null : <Text>{t('who.carried', { sum: format.money(total) })}</Text>}
          <TextInput
            size="xl"
            label={t('who.label')}
            description={t('who.about')}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={found.length > 0}
            aria-controls={listId}
            {...(active < 0 ? {} : { 'aria-activedescendant': `${listId}-${active}` })}
            data-autofocus
            autoFocus
            autoComplete="off"
            maxLength={200}
            value={typed}
            onKeyDown={move}
            onChange={(event) => {
              type(event.currentTarget.value);
              props.onTyping();
            }}
          />
          <Candidates id={listId} found={found} hasMore={hasMore} active={active} onChoose={onChoose} />
          {isUnknown ? (
            <div role="status">
              <Text fw={650}>{t('who.unknown.title')}</Text>
              <Text c="dimmed">{t('who.unknown.advice')}</Text>
            </div>
          ) : trouble === null ? null : (
            <Refusal trouble={trouble} onRetry={() => onScan(typed.trim())} isRetrying={isAsking} />
          )}
          <Button type="submit" size="lg" loading={isAsking} disabled={typed.trim() === ''}>
            {t('who.find')}
            <Hint keys="Enter" />
          </Button>
          <Group gap="sm" grow preventGrowOverflow={false}>
            <Button variant="default" px="md" onClick={() => onNew(phoneIn(typed))}>
              {t('who.new')}
              <Hint keys="F2" />
            </Button>
            <Button variant="default" px="md" onClick={onGuest}>
              {t('who.guest')}
              <Hint keys="F4" />
            </Button>
            <Button variant="default" px="md" onClick={onCamera}>
              {t('who.camera')}
              <Hint keys="F7" />
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
