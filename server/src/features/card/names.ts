/** What a program calls its units and things, for people: names of wallets in all their forms. */
import type { CompiledProgram } from '@kopilka/engine';
import { z } from 'zod';

type WalletName = CompiledProgram['wallets'] extends ReadonlyMap<string, { readonly name: infer Name }> ? Name : never;

export const unitNameSchema = z
  .strictObject({
    ru: z.strictObject({ one: z.string(), few: z.string(), many: z.string() }),
    en: z.strictObject({ one: z.string(), other: z.string() }),
  })
  .meta({ id: 'UnitName', description: 'Plural forms; one language stands in for the other.' });

export function unitNameAnswer({ ru, en }: WalletName): z.input<typeof unitNameSchema> {
  const { one = '', few = one, many = one } = ru ?? { one: en?.one, few: en?.other, many: en?.other };
  const { one: single = '', other = single } = en ?? { one: ru?.one, other: ru?.many };
  return { ru: { one, few, many }, en: { one: single, other } };
}

export const unitSchema = z
  .strictObject({ id: z.string(), name: unitNameSchema, decimals: z.int() })
  .meta({ id: 'CardUnit' });

/** The wallet by id; null when the program has none. */
export function unitOf({ wallets }: CompiledProgram, id: string): z.input<typeof unitSchema> | null {
  const wallet = wallets.get(id);
  return wallet === undefined ? null : { id, name: unitNameAnswer(wallet.name), decimals: wallet.decimals };
}
