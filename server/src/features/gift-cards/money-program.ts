/**
 * The program that gift cards' money lives by. It is the system's own (see ProgramRegistry), one for each shop's program that
 * sells gift cards: one wallet, whose smallest unit is the smallest money, and no rules, so that nothing is ever earned. A card is
 * an account of it, so that selling, paying, refunding and expiring go through the one door like everything else.
 *
 * Its document follows the shop's: it is published anew when the shop's terms have changed, before the next card is sold.
 */
import type { CompiledProgram, Instant } from '@kopilka/engine';
import type { Database } from '../../kit/db.ts';
import { publishProgram } from '../programs/publish.ts';
import type { ProgramRegistry } from '../programs/registry.ts';
import { findMoneyProgram, insertMoneyProgram, listMoneyPrograms } from './store.ts';

export const MONEY_WALLET = 'money';

/** The first shop's program of an organization gets this id for its cards' money, the others a number after it. */
const ID = 'gift-cards';

interface Deps {
  readonly db: Database;
  readonly programs: ProgramRegistry;
}

/** The id of the money program of a shop's program; it stays the same for ever. */
export async function moneyProgramId(
  { db, programs }: Deps,
  { organizationId, programId }: { readonly organizationId: string; readonly programId: string },
): Promise<string> {
  for (;;) {
    const known = await db.tenant(organizationId, (tx) => findMoneyProgram(tx, organizationId, programId));
    if (known !== null) return known;
    const taken = new Set([
      ...(await db.tenant(organizationId, (tx) => listMoneyPrograms(tx, organizationId))),
      ...(await programs.programIds(organizationId)),
    ]);
    let number = 1;
    while (taken.has(numbered(number))) number += 1;
    const wanted = { programId, ledgerProgramId: numbered(number) };
    // Whoever was quicker, for this program or with this id, is found in the next round.
    await db.tenant(organizationId, (tx) => insertMoneyProgram(tx, organizationId, wanted));
  }
}

function numbered(number: number): string {
  return number === 1 ? ID : `${ID}-${number}`;
}

/** Publishes the money program as the shop's terms are now, if it is not so already. */
export async function publishMoneyProgram(
  deps: Deps,
  {
    organizationId,
    ledgerProgramId,
    shopProgram,
    now,
  }: {
    readonly organizationId: string;
    readonly ledgerProgramId: string;
    readonly shopProgram: CompiledProgram;
    readonly now: Instant;
  },
): Promise<void> {
  const source = moneyDocument(ledgerProgramId, shopProgram);
  const known = await deps.programs.timeline(organizationId, ledgerProgramId);
  if (known?.newest.stored.source === source) return;
  await publishProgram(deps, {
    organizationId,
    programId: ledgerProgramId,
    source,
    format: 'json',
    effectiveFrom: null,
    now,
    internal: true,
  });
}

/** The same shop's terms give the same text. */
function moneyDocument(id: string, { currency, currencyDecimals, calendar, giftCards }: CompiledProgram): string {
  const lifetime = giftCards?.expires ?? null;
  const money = {
    decimals: currencyDecimals,
    worth: '1',
    ...(lifetime === null ? {} : { expires: { after: durationText(lifetime) } }),
    debt: 'allow',
  };
  const document = {
    kopilka: 1,
    id,
    name: { ru: 'Подарочные карты', en: 'Gift cards' },
    currency,
    timezone: calendar.zone,
    wallets: { [MONEY_WALLET]: money },
    rules: [],
  };
  return JSON.stringify(document, null, 2);
}

function durationText({
  years,
  months,
  days,
}: NonNullable<NonNullable<CompiledProgram['giftCards']>['expires']>): string {
  const part = (count: number, unit: string): string => (count === 0 ? '' : `${count}${unit}`);
  return `P${part(years, 'Y')}${part(months, 'M')}${part(days, 'D')}`;
}
