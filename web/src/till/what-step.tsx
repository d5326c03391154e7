/** What: the receipt, what the customer brings and how it is paid. The server decides as it is typed; Enter records it. */
import { Alert, Button, Stack, Text } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useMemo } from 'react';
import type { Trouble } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { Card } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { BasketForm } from './basket-form.tsx';
import { ConfirmCode } from './confirm-code.tsx';
import { CouponsCard } from './coupons-card.tsx';
import { CustomerCard } from './customer-card.tsx';
import { payingGifts, sumOfGifts } from './gift.ts';
import { GiftRows } from './gift-rows.tsx';
import { Hint } from './hint.tsx';
import { PayCard } from './pay-card.tsx';
import { tillPhrases } from './phrases.ts';
import { bodyOf, type Sale, type SaleWord, totalOf } from './sale.ts';
import { Sides } from './sides.tsx';
import type { Till } from './till.ts';
import { SayAloud, Total, Why } from './total-card.tsx';
import type { Finish } from './use-finish.ts';
import { type AskedQuote, useQuote, withinQuote } from './use-quote.ts';
import { whatPhrases } from './what-phrases.ts';

export interface WhatStepProps {
  readonly sale: Extract<Sale, { step: 'what' }>;
  readonly till: Till;
  readonly finish: Finish;
  /** A code is being asked about. */
  readonly isAsking: boolean;
  onWord(word: SaleWord): void;
  onCode(code: string): void;
}

export function WhatStep({ sale, till, finish, isAsking, onWord, onCode }: WhatStepProps): ReactNode {
  const { customer, basket } = sale;
  const t = usePhrases(tillPhrases);
  const sumName = t('till.sum-name');
  // The same object while nothing changes: the question about it waits for it to be still.
  const body = useMemo(() => bodyOf(sale, till.program.programId, sumName), [sale, till.program.programId, sumName]);
  const isLocked = finish.isBusy || finish.isUnsure;
  const asked = useQuote(body, isLocked);
  const finishWith = (confirmation?: string): void => {
    if (body === null) return;
    finish.run({
      body: { ...withinQuote(body, asked), ...(confirmation === undefined ? {} : { confirmation }) },
      gifts: payingGifts(basket.gifts, toPayIn(sale, asked)),
    });
  };
  const end = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    finishWith();
  };
  const change = (word: SaleWord): void => {
    finish.reset();
    onWord(word);
  };
  return (
    <form onSubmit={end}>
      <Sides
        side={
          <Card>
            <Paying
              sale={sale}
              till={till}
              finish={finish}
              asked={asked}
              isReady={body !== null}
              isLocked={isLocked}
              onWord={change}
              onCode={finishWith}
              onEnd={end}
            />
          </Card>
        }
      >
        <CustomerCard
          customer={customer}
          till={till}
          isLocked={isLocked}
          onAnother={() => change({ type: 'another' })}
        />
        <Card>
          <BasketForm basket={basket} currency={till.program.currency} isLocked={isLocked} onWord={change} />
        </Card>
        <Card>
          <CouponsCard
            customer={customer}
            basket={basket}
            isLocked={isLocked}
            isAsking={isAsking}
            onWord={change}
            onCode={onCode}
          />
        </Card>
      </Sides>
    </form>
  );
}

interface PayingProps extends Pick<WhatStepProps, 'sale' | 'till' | 'finish' | 'onWord'> {
  readonly asked: AskedQuote;
  readonly isReady: boolean;
  readonly isLocked: boolean;
  onCode(code: string): void;
  onEnd(): void;
}

function Paying(props: PayingProps): ReactNode {
  const t = usePhrases(whatPhrases);
  const { till, finish, asked, isReady, isLocked, onWord, onCode, onEnd } = props;
  const { quote } = asked;
  const { customer, basket } = props.sale;
  const { trouble } = finish;
  const toPay = toPayIn(props.sale, asked);
  const byGifts = sumOfGifts(payingGifts(basket.gifts, toPay));
  return (
    <Stack gap="md">
      <Total quote={customer === null ? null : quote} total={totalOf(basket)} byGifts={byGifts} till={till} />
      <GiftRows
        gifts={basket.gifts}
        toPay={toPay}
        currency={till.program.currency}
        isLocked={isLocked}
        onWord={onWord}
      />
      {customer === null || quote === null ? null : (
        <>
          <PayCard customer={customer} till={till} pay={basket.pay} quote={quote} isLocked={isLocked} onWord={onWord} />
          <SayAloud quote={quote} customer={customer} till={till} />
        </>
      )}
      {asked.trouble === null ? null : (
        <Refusal trouble={asked.trouble} onRetry={asked.again} isRetrying={asked.isAsking} />
      )}
      {finish.isUnsure ? (
        <Alert color="yellow" variant="light" title={t('finish.unsure')} role="alert" radius="lg">
          {t('finish.unsure-about')}
        </Alert>
      ) : null}
      {trouble === null || finish.isUnsure || isAsked(trouble) ? null : <Refusal trouble={trouble} onRetry={onEnd} />}
      {finish.isCodeWanted && customer !== null ? (
        <ConfirmCode
          memberId={customer.id}
          programId={till.program.programId}
          amount={quote?.payment?.money ?? 0}
          isBusy={finish.isBusy}
          onCode={onCode}
          onWithout={() => onWord({ type: 'chosen', pay: 0 })}
        />
      ) : null}
      <Button type="submit" size="xl" loading={finish.isBusy} disabled={!isReady}>
        {finish.isUnsure ? t('finish.again') : t('finish.done')}
        <Hint keys="Enter" />
      </Button>
      {finish.isTryingAgain ? (
        <Text c="dimmed" role="status">
          {t('finish.trying')}
        </Text>
      ) : null}
      {/* Below what is pressed next, so that opening it moves nothing. */}
      {customer === null || quote === null ? null : <Why quote={quote} />}
    </Stack>
  );
}

/** Minor money that is left for gift cards and the drawer. */
function toPayIn({ customer, basket }: WhatStepProps['sale'], { quote }: AskedQuote): number {
  return customer === null || quote === null ? totalOf(basket) : quote.toPay;
}

/** What is asked for stands below; it needs no refusal besides. */
function isAsked(trouble: Trouble): boolean {
  return trouble.type === 'refused' && trouble.code === 'confirmation_required';
}
