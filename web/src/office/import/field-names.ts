/** What a column can be, in words. */
import { usePhrases } from '../../i18n/language.tsx';
import { columnPhrases } from './column-phrases.ts';
import type { ImportKind } from './imports.ts';
import type { Field } from './mapping-draft.ts';

export function useFieldNames(kind: ImportKind): (field: Field) => string {
  const t = usePhrases(columnPhrases);
  const names: Readonly<Record<Field, string>> = {
    phone: t('phone'),
    email: t('email'),
    card: t('card'),
    external: t('external'),
    name: kind === 'members' ? t('name') : t('item'),
    birthday: t('birthday'),
    balance: t('balance'),
    level: t('level'),
    advertising: t('advertising'),
    registeredAt: t('registeredAt'),
    receipt: t('receipt'),
    date: t('date'),
    sku: t('sku'),
    quantity: t('quantity'),
    price: t('price'),
    category: t('category'),
    store: t('store'),
    'member.phone': t('member.phone'),
    'member.email': t('member.email'),
    'member.card': t('member.card'),
    'member.external': t('member.external'),
  };
  return (field) => names[field];
}
