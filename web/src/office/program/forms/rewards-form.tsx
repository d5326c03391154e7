/** The catalogue: what units buy. */
import { Button, Stack } from '@mantine/core';
import { listIn, type Path, type Raw, valueIn } from '@kopilka/engine';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../../i18n/language.tsx';
import { Empty } from '../../../ui/states.tsx';
import { nameOf } from '../differences.ts';
import { ByLevel, freeId, textAt } from './by-level.tsx';
import { MoneyField, NumberField, PercentField, WordsField } from './fields.tsx';
import { formPhrases } from './form-phrases.ts';
import { useProgramForms } from './forms-context.tsx';
import { ItemCard } from './item-card.tsx';

export function RewardsForm(): ReactNode {
  const t = usePhrases(formPhrases);
  const { root, edit } = useProgramForms();
  const rewards = listIn(root, ['rewards']);
  const wallets = valueIn(root, ['wallets']);
  const [wallet = 'bonus'] = typeof wallets === 'object' && wallets !== null ? Object.keys(wallets) : [];
  const add = (): void => {
    const id = freeId('reward', rewards);
    const value = { id, name: t('reward.new'), price: { [wallet]: '100' }, gives: { discount: { amount: '100.00' } } };
    edit({ type: 'add', path: ['rewards'], value });
  };
  const button = (
    <Button variant="default" onClick={add}>
      {t('reward.add')}
    </Button>
  );
  if (rewards.length === 0)
    return <Empty title={t('reward.empty.title')} advice={t('reward.empty.advice')} action={button} />;
  return (
    <Stack gap="md">
      {rewards.map((reward, index) => (
        <RewardCard key={textAt(reward, ['id']) ?? index} reward={reward} path={['rewards', index]} />
      ))}
      <div>{button}</div>
    </Stack>
  );
}

const SHOWN: ReadonlySet<string> = new Set(['id', 'name', 'price', 'gives']);

function RewardCard({ reward, path }: { readonly reward: Raw; readonly path: Path }): ReactNode {
  const t = usePhrases(formPhrases);
  const { language } = useSpeech();
  const { edit } = useProgramForms();
  const price = valueIn(reward, ['price']);
  const [wallet] = typeof price === 'object' && price !== null ? Object.keys(price) : [];
  const keys = typeof reward === 'object' && reward !== null ? Object.keys(reward) : [];
  const discount: Path = [...path, 'gives', 'discount'];
  return (
    <ItemCard
      title={nameOf(reward, language) ?? textAt(reward, ['id']) ?? ''}
      path={path}
      hint={keys.every((key) => SHOWN.has(key)) ? null : t('forms.rest')}
      onRemove={() => edit({ type: 'remove', path })}
    >
      {valueIn(reward, ['name']) === undefined ? null : <WordsField label={t('name.label')} path={[...path, 'name']} />}
      {wallet === undefined ? null : <NumberField label={t('reward.price')} path={[...path, 'price', wallet]} />}
      <ByLevel path={[...discount, 'amount']}>{(at) => <MoneyField label={t('reward.amount')} path={at} />}</ByLevel>
      <ByLevel path={[...discount, 'percent']}>
        {(at) => <PercentField label={t('reward.percent')} path={at} />}
      </ByLevel>
    </ItemCard>
  );
}
