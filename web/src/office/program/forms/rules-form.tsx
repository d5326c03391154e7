/** What gives: every rule with the numbers that a shop changes. Conditions and what is rarer stay in the text, and the card says so. */
import { Badge, Menu, Button, Stack } from '@mantine/core';
import { listIn, type Path, type Raw, valueIn } from '@kopilka/engine';
import type { ReactNode } from 'react';
import { usePhrases, useSpeech } from '../../../i18n/language.tsx';
import { Empty } from '../../../ui/states.tsx';
import { nameOf } from '../differences.ts';
import { ByLevel, freeId, textAt } from './by-level.tsx';
import { NumberField, MoneyField, PercentField, WordsField } from './fields.tsx';
import { formPhrases } from './form-phrases.ts';
import { useProgramForms } from './forms-context.tsx';
import { ItemCard } from './item-card.tsx';

export function RulesForm(): ReactNode {
  const t = usePhrases(formPhrases);
  const { root } = useProgramForms();
  const rules = listIn(root, ['rules']);
  return (
    <Stack gap="md">
      {rules.length === 0 ? <Empty title={t('rule.empty.title')} advice={t('rule.empty.advice')} /> : null}
      {rules.map((rule, index) => (
        <RuleCard key={textAt(rule, ['id']) ?? index} rule={rule} path={['rules', index]} />
      ))}
      <AddRule rules={rules} />
    </Stack>
  );
}

function RuleCard({ rule, path }: { readonly rule: Raw; readonly path: Path }): ReactNode {
  const t = usePhrases(formPhrases);
  const { language } = useSpeech();
  const { edit } = useProgramForms();
  const hasName = valueIn(rule, ['name']) !== undefined;
  return (
    <ItemCard
      title={nameOf(rule, language) ?? textAt(rule, ['id']) ?? ''}
      path={path}
      note={<Badge color="gray">{useOccasion(textAt(rule, ['on']))}</Badge>}
      hint={hasMore(rule) ? t('forms.rest') : null}
      onRemove={() => edit({ type: 'remove', path })}
    >
      {hasName ? <WordsField label={t('name.label')} path={[...path, 'name']} /> : null}
      <ByLevel path={[...path, 'earn', 'rate']}>
        {(at, level) => (
          <RateField label={level === null ? t('rule.rate') : t('rule.rate-level', { level })} path={at} />
        )}
      </ByLevel>
      <ByLevel path={[...path, 'earn', 'units']}>
        {(at, level) => (
          <NumberField label={level === null ? t('rule.units') : t('rule.units-level', { level })} path={at} />
        )}
      </ByLevel>
      <ByLevel path={[...path, 'earn', 'step', 'units']}>
        {(at, level) => (
          <NumberField label={level === null ? t('rule.units') : t('rule.units-level', { level })} path={at} />
        )}
      </ByLevel>
      {valueIn(rule, ['earn', 'step', 'per']) === undefined ? null : (
        <MoneyField label={t('rule.per')} path={[...path, 'earn', 'step', 'per']} />
      )}
      <ByLevel path={[...path, 'multiply', 'by']}>
        {(at, level) => (
          <NumberField
            label={level === null ? t('rule.multiply') : t('rule.multiply-level', { level })}
            path={at}
            decimals={1}
            textOf={String}
          />
        )}
      </ByLevel>
      <ByLevel path={[...path, 'discount', 'percent']}>
        {(at, level) => (
          <PercentField label={level === null ? t('rule.percent') : t('rule.percent-level', { level })} path={at} />
        )}
      </ByLevel>
    </ItemCard>
  );
}

/** A rate that is written "1 per 33.00" is the text's. */
function RateField({ label, path }: { readonly label: string; readonly path: Path }): ReactNode {
  const { root } = useProgramForms();
  const written = textAt(root, path);
  return written !== null && /^[\d.]+%$/u.test(written) ? <PercentField label={label} path={path} /> : null;
}

const SHOWN: ReadonlySet<string> = new Set(['id', 'name', 'on', 'earn', 'discount', 'multiply']);
const SHOWN_OF_EARNING: ReadonlySet<string> = new Set(['wallet', 'rate', 'units', 'step']);

function hasMore(rule: Raw): boolean {
  const keys = keysOf(rule);
  return (
    keys.some((key) => !SHOWN.has(key)) || keysOf(valueIn(rule, ['earn'])).some((key) => !SHOWN_OF_EARNING.has(key))
  );
}

function keysOf(value: Raw | undefined): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function useOccasion(event: string | null): string {
  const t = usePhrases(formPhrases);
  switch (event) {
    case 'purchase':
      return t('on.purchase');
    case 'enrolled':
      return t('on.enrolled');
    case 'birthday':
      return t('on.birthday');
    case 'profile.completed':
      return t('on.profile');
    case 'visit':
      return t('on.visit');
    case 'inactive':
      return t('on.inactive');
    case 'tier.changed':
      return t('on.tier');
    default:
      return t('on.other');
  }
}

function AddRule({ rules }: { readonly rules: readonly Raw[] }): ReactNode {
  const t = usePhrases(formPhrases);
  const { root, edit } = useProgramForms();
  const wallets = valueIn(root, ['wallets']);
  const [wallet = 'bonus'] = typeof wallets === 'object' && wallets !== null ? Object.keys(wallets) : [];
  const add = (id: string, name: string, rest: { readonly [key: string]: Raw }): void =>
    edit({ type: 'add', path: ['rules'], value: { id: freeId(id, rules), name, ...rest } });
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" style={{ alignSelf: 'flex-start' }}>
          {t('rule.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => add('purchase', t('rule.add-purchase'), { on: 'purchase', earn: { wallet, rate: '5%' } })}
        >
          {t('rule.add-purchase')}
        </Menu.Item>
        <Menu.Item
          onClick={() => add('welcome', t('rule.add-enrolled'), { on: 'enrolled', earn: { wallet, units: '100' } })}
        >
          {t('rule.add-enrolled')}
        </Menu.Item>
        <Menu.Item
          onClick={() => add('birthday', t('rule.add-birthday'), { on: 'birthday', earn: { wallet, units: '300' } })}
        >
          {t('rule.add-birthday')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
