/** What the roles of the staff are called, and what each may do, in words. */
import type { Schema } from '@kopilka/client';
import { definePhrases } from '../i18n/define-phrases.ts';
import { usePhrases } from '../i18n/language.tsx';

export type Role = Schema<'StaffMember'>['role'];

export const rolePhrases = definePhrases({
  en: {
    owner: 'owner',
    'owner.may': 'Everything: the program, staff, keys, settings.',
    manager: 'manager',
    'manager.may': 'Sells, corrects balances, imports, sees everything. Not the program, staff or keys.',
    cashier: 'cashier',
    'cashier.may': 'Sells and takes back at the till.',
    analyst: 'analyst',
    'analyst.may': 'Looks at everything, changes nothing.',
  },
  ru: {
    owner: 'владелец',
    'owner.may': 'Всё: программа, сотрудники, ключи, настройки.',
    manager: 'управляющий',
    'manager.may': 'Продаёт, исправляет балансы, загружает списки, видит всё. Без программы, сотрудников и ключей.',
    cashier: 'кассир',
    'cashier.may': 'Продаёт и оформляет возвраты на кассе.',
    analyst: 'аналитик',
    'analyst.may': 'Смотрит на всё, ничего не меняет.',
  },
});

export interface RoleWords {
  readonly role: Role;
  readonly name: string;
  readonly may: string;
}

/** In the order of how much they may. */
export function useRoles(): readonly RoleWords[] {
  const t = usePhrases(rolePhrases);
  return [
    { role: 'owner', name: t('owner'), may: t('owner.may') },
    { role: 'manager', name: t('manager'), may: t('manager.may') },
    { role: 'cashier', name: t('cashier'), may: t('cashier.may') },
    { role: 'analyst', name: t('analyst'), may: t('analyst.may') },
  ];
}

export function useRoleName(): (role: Role) => string {
  const roles = useRoles();
  return (role) => roles.find((one) => one.role === role)?.name ?? role;
}
