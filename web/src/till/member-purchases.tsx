/** A customer's last purchases, to return one without its slip. */
import { Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../data/session.tsx';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { Amount } from '../ui/figures.tsx';
import { Card } from '../ui/page.tsx';
import { Asked, Empty } from '../ui/states.tsx';
import { returnPhrases } from './return-phrases.ts';
import type { Customer } from './sale.ts';
import classes from './till.module.css';
import type { ReturnTarget } from './use-return.ts';

const SHOWN_MAX = 50;

export interface MemberPurchasesProps {
  readonly customer: Customer;
  onChoose(target: ReturnTarget): void;
}

export function MemberPurchases({ customer, onChoose }: MemberPurchasesProps): ReactNode {
  const t = usePhrases(returnPhrases);
  const format = useFormat();
  const { client, answer } = useApi();
  const { accountId, name, phone } = customer;
  const operations = useQuery({
    queryKey: ['operations', accountId],
    queryFn: () =>
      answer(
        client.GET('/v1/accounts/{id}/operations', {
          params: { path: { id: accountId }, query: { limit: SHOWN_MAX } },
        }),
      ),
  });
  return (
    <Card title={t('return.purchases-of', { name: name ?? phone ?? '' })}>
      <Asked query={operations}>
        {({ operations: all }) => {
          const purchases = all.filter(({ type }) => type === 'purchase');
          if (purchases.length === 0) return <Empty title={t('return.bare.title')} advice={t('return.bare.advice')} />;
          return (
            <Stack gap={0}>
              {purchases.map(({ id, at, total = 0 }) => (
                <UnstyledButton
                  key={id}
                  className={classes['row'] ?? ''}
                  onClick={() => onChoose({ type: 'purchase', purchaseId: id, number: '' })}
                >
                  <Text span>{format.dateTime(at)}</Text>
                  <Amount minor={total} fw={650} />
                </UnstyledButton>
              ))}
            </Stack>
          );
        }}
      </Asked>
    </Card>
  );
}
