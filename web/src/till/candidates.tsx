/** Those whom a few digits or letters could mean, masked: enough to ask the customer which one they are. */
import { Badge, Group, Text } from '@mantine/core';
import type { Schema } from '@kopilka/client';
import type { ReactNode } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import classes from './till.module.css';
import { whoPhrases } from './who-phrases.ts';

export interface CandidatesProps {
  readonly id: string;
  readonly found: readonly Schema<'MemberRow'>[];
  readonly hasMore: boolean;
  /** Which one the arrows stand on; -1 none. */
  readonly active: number;
  onChoose(memberId: string): void;
}

export function Candidates({ id, found, hasMore, active, onChoose }: CandidatesProps): ReactNode {
  const t = usePhrases(whoPhrases);
  return (
    <div>
      <Text size="sm" c="dimmed" role="status">
        {found.length === 0
          ? ''
          : `${t('who.found', { n: found.length })}. ${hasMore ? t('who.many') : found.length === 1 ? t('who.only') : t('who.choose')}`}
      </Text>
      <div id={id} role="listbox" aria-label={t('who.choose')}>
        {found.map(({ id: memberId, name, phone, cards, status }, index) => (
          // The arrows move within the list while the focus stays in the field.
          <div
            key={memberId}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={classes['row']}
            data-active={index === active ? true : undefined}
            style={{ cursor: 'pointer' }}
            onClick={() => onChoose(memberId)}
          >
            <Text lineClamp={2} className={classes['name']} dir="auto" fw={600}>
              {name ?? t('who.no-name')}
            </Text>
            <Group gap="sm">
              {status === 'blocked' ? (
                <Badge size="lg" color="red">
                  {t('who.blocked')}
                </Badge>
              ) : null}
              <Text c="dimmed" className="kopilka-figures">
                {phone ?? cards[0] ?? ''}
              </Text>
            </Group>
          </div>
        ))}
      </div>
    </div>
  );
}
