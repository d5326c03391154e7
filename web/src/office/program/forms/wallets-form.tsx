/** Kinds of units: what one pays, how long they live, and on what terms they pay. */
import { Stack, Text } from '@mantine/core';
import { type Path, valueIn } from '@kopilka/engine';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../../i18n/language.tsx';
import { nameOf } from '../differences.ts';
import { DurationField, MoneyField, PercentField } from './fields.tsx';
import { formPhrases } from './form-phrases.ts';
import { useProgramForms } from './forms-context.tsx';
import { ItemCard } from './item-card.tsx';

export function WalletsForm(): ReactNode {
  const { root } = useProgramForms();
  const wallets = valueIn(root, ['wallets']);
  const ids = typeof wallets === 'object' && wallets !== null ? Object.keys(wallets) : [];
  return (
    <Stack gap="md">
      {ids.map((id) => (
        <WalletCard key={id} id={id} />
      ))}
    </Stack>
  );
}

function WalletCard({ id }: { readonly id: string }): ReactNode {
  const t = usePhrases(formPhrases);
  const { language } = useSpeech();
  const { root } = useProgramForms();
  const path: Path = ['wallets', id];
  const wallet = valueIn(root, path);
  const canPay = valueIn(wallet, ['worth']) !== undefined;
  return (
    <ItemCard title={nameOf(wallet, language) ?? id} path={path} onRemove={null}>
      {canPay ? (
        <MoneyField label={t('wallet.worth')} path={[...path, 'worth']} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('wallet.no-worth')}
        </Text>
      )}
      <DurationField
        label={t('wallet.life')}
        path={[...path, 'expires', 'after']}
        group={[...path, 'expires']}
        otherwise={{ value: 'never', label: t('wallet.never') }}
      />
      <DurationField
        label={t('wallet.activates')}
        path={[...path, 'activates', 'after']}
        group={[...path, 'activates']}
        otherwise={{ value: 'at once', label: t('wallet.at-once') }}
      />
      {canPay ? (
        <>
          <PercentField label={t('pay.max')} path={[...path, 'pay', 'max']} canBeEmpty />
          <MoneyField
            label={t('pay.min')}
            description={t('pay.min-about')}
            path={[...path, 'pay', 'minReceipt']}
            canBeEmpty
          />
          <MoneyField label={t('pay.leave')} path={[...path, 'pay', 'leave']} canBeEmpty />
        </>
      ) : null}
    </ItemCard>
  );
}
