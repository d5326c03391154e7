/** What is done with what is odd in receipts: each rule in words, filled in with what is usual. */
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import type { Draft, Rules } from './mapping-draft.ts';
import { rulePhrases } from './rule-phrases.ts';

export interface RuleFieldsProps {
  readonly draft: Draft;
  onChange(changed: Partial<Draft>): void;
}

const USUAL_PREFIX = 'C';
const RETURN_CHARACTERS_MAX = 20;

export function RuleFields({ draft: { rules, returns }, onChange }: RuleFieldsProps): ReactNode {
  const t = usePhrases(rulePhrases);
  if (rules === null) return null;
  const change = (changed: Partial<Rules>): void => onChange({ rules: { ...rules, ...changed } });
  return (
    <Card title={t('title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <NativeSelect
          label={t('returns')}
          value={returns === null ? 'none' : 'some'}
          data={[
            { value: 'none', label: t('returns.none') },
            { value: 'some', label: t('returns.some') },
          ]}
          onChange={(event) => onChange({ returns: event.currentTarget.value === 'none' ? null : USUAL_PREFIX })}
        />
        {returns === null ? null : (
          <TextInput
            label={t('returns.begin')}
            required
            maxLength={RETURN_CHARACTERS_MAX}
            value={returns}
            onChange={(event) => onChange({ returns: event.currentTarget.value })}
          />
        )}
        <RuleField
          label={t('zeroPrice')}
          value={rules.zeroPrice}
          mayKeep
          onValue={(zeroPrice) => change({ zeroPrice })}
        />
        <RuleField
          label={t('missingName')}
          value={rules.missingName}
          mayKeep
          onValue={(missingName) => change({ missingName })}
        />
        <RuleField
          label={t('duplicateLine')}
          value={rules.duplicateLine}
          mayKeep
          onValue={(duplicateLine) => change({ duplicateLine })}
        />
        <RuleField
          label={t('negativePrice')}
          value={rules.negativePrice}
          onValue={(value) => change({ negativePrice: value === 'drop' ? 'drop' : 'refuse' })}
        />
        <RuleField
          label={t('negativeQuantity')}
          value={rules.negativeQuantity}
          onValue={(value) => change({ negativeQuantity: value === 'drop' ? 'drop' : 'refuse' })}
        />
      </SimpleGrid>
    </Card>
  );
}

const POLICIES = ['keep', 'drop', 'refuse'] as const;
type Policy = (typeof POLICIES)[number];

interface RuleFieldProps {
  readonly label: string;
  readonly value: Policy;
  /** Whether such a line can come in as it is. */
  readonly mayKeep?: boolean;
  onValue(value: Policy): void;
}

function RuleField({ label, value, mayKeep = false, onValue }: RuleFieldProps): ReactNode {
  const t = usePhrases(rulePhrases);
  const words: Readonly<Record<Policy, string>> = { keep: t('keep'), drop: t('drop'), refuse: t('refuse') };
  return (
    <NativeSelect
      label={label}
      value={value}
      data={POLICIES.filter((policy) => mayKeep || policy !== 'keep').map((policy) => ({
        value: policy,
        label: words[policy],
      }))}
      onChange={(event) => onValue(POLICIES.find((policy) => policy === event.currentTarget.value) ?? value)}
    />
  );
}
