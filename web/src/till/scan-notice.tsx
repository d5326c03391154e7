/** What a scan was when it was nobody: a coupon, a gift card, or nothing of ours. */
import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { say } from '../data/program-words.ts';
import type { Trouble } from '../data/trouble.ts';
import { useFormat, usePhrases, useSpeech } from '../i18n/language.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { tillPhrases } from './phrases.ts';
import type { Identified } from './use-identify.ts';

export type Notice =
  | { readonly type: 'coupon'; readonly found: Extract<Identified, { type: 'coupon' }>; readonly isInUse: boolean }
  | {
      readonly type: 'gift_card';
      readonly found: Extract<Identified, { type: 'gift_card' }>;
      readonly isBrought: boolean;
    }
  | { readonly type: 'trouble'; readonly trouble: Trouble };

export interface ScanNoticeProps {
  readonly notice: Notice;
  onClose(): void;
}

export function ScanNotice({ notice, onClose }: ScanNoticeProps): ReactNode {
  const t = usePhrases(tillPhrases);
  const { language } = useSpeech();
  const format = useFormat();
  if (notice.type === 'trouble') return <Refusal trouble={notice.trouble} />;
  if (notice.type === 'coupon') {
    const { name, status } = notice.found.coupon;
    return (
      <Told title={t('scan.coupon', { name: say(name, language) })} isBad={status !== 'usable'} onClose={onClose}>
        {couponWords(notice, t, format.date)}
      </Told>
    );
  }
  const { balance, currency, status, expiresAt } = notice.found.card;
  const why = {
    active: [
      expiresAt === null ? null : t('scan.gift-until', { date: format.lastDay(expiresAt) }),
      notice.isBrought ? t('scan.gift-pays') : balance === 0 ? t('scan.gift-empty') : null,
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
    inactive: t('scan.gift-inactive'),
    blocked: t('scan.gift-blocked'),
    expired: t('scan.gift-expired'),
  }[status];
  return (
    <Told
      title={t('scan.gift', { money: format.money(balance, { currency }) })}
      isBad={status !== 'active'}
      onClose={onClose}
    >
      {why}
    </Told>
  );
}

function couponWords(
  { found: { coupon }, isInUse }: Extract<Notice, { type: 'coupon' }>,
  t: ReturnType<typeof usePhrases<typeof tillPhrases.en>>,
  date: (moment: string) => string,
): string {
  const { status, from, until } = coupon;
  switch (status) {
    case 'usable':
      return isInUse ? t('scan.coupon-added') : t('scan.coupon-waits');
    case 'used':
      return t('scan.coupon-used');
    case 'in_use':
      return t('scan.coupon-busy');
    case 'blocked':
      return t('scan.coupon-blocked');
    case 'expired':
      return t('scan.coupon-expired', { date: until === null ? '' : date(until) });
    case 'not_yet':
      return t('scan.coupon-early', { date: from === null ? '' : date(from) });
  }
}

function Told({
  title,
  isBad,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isBad: boolean;
  onClose(): void;
  readonly children: string;
}): ReactNode {
  const t = usePhrases(tillPhrases);
  return (
    <Alert
      color={isBad ? 'yellow' : 'accent'}
      variant="light"
      radius="lg"
      role="status"
      title={title}
      withCloseButton
      closeButtonLabel={t('scan.close')}
      onClose={onClose}
    >
      {children === '' ? null : <Text size="sm">{children}</Text>}
    </Alert>
  );
}
