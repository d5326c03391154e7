/** What the screens about members need to know of the shop's programs: what units and levels are called, what they are worth, what is measured. */
import { type CompiledProgram, loadProgram } from '@kopilka/engine';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Api } from '../../data/api.ts';
import { useApi } from '../../data/session.tsx';
import type { Language } from '../../i18n/define-phrases.ts';
import type { Format, Place, UnitName } from '../../i18n/format.ts';

export interface Words {
  readonly ru?: string | undefined;
  readonly en?: string | undefined;
}

export interface OfficeWallet {
  readonly id: string;
  readonly name: UnitName;
  readonly decimals: number;
  /** Minor money that the smallest part pays; null when the wallet cannot pay. */
  readonly worth: number | null;
}

export interface OfficeProgram {
  readonly id: string;
  readonly name: Words;
  readonly place: Place;
  readonly wallets: readonly OfficeWallet[];
  /** From the lowest on; none in a program without levels. */
  readonly levels: readonly { readonly id: string; readonly name: Words }[];
  /** What levels are measured by: money, or a count of so many decimals; null where they are reached by tasks. */
  readonly measure: { readonly isMoney: boolean; readonly scale: number } | null;
}

export function usePrograms(): UseQueryResult<readonly OfficeProgram[]> {
  const api = useApi();
  return useQuery({
    queryKey: ['office-programs'],
    meta: { live: ['Programs'] },
    queryFn: () => readPrograms(api),
    staleTime: Infinity,
  });
}

async function readPrograms({ client, answer }: Api): Promise<readonly OfficeProgram[]> {
  const { programs } = await answer(client.GET('/v1/programs'));
  return Promise.all(
    programs.map(async ({ programId, name, currency }) => {
      const { source, format } = await answer(client.GET('/v1/programs/{id}', { params: { path: { id: programId } } }));
      const loaded = loadProgram(source, format);
      return loaded.ok
        ? factsOf(loaded.program)
        : { id: programId, name, place: { currency, timeZone: 'UTC' }, wallets: [], levels: [], measure: null };
    }),
  );
}

const MONEY = ['paid', 'total', 'amount'];

function factsOf(program: CompiledProgram): OfficeProgram {
  const { id, name, currency, calendar, wallets, tiers, meters } = program;
  const meter = meters.get(tiers?.meter ?? '');
  return {
    id,
    name,
    place: { currency, timeZone: calendar.zone },
    wallets: [...wallets.values()].map((wallet) => ({
      id: wallet.id,
      name: wallet.name,
      decimals: wallet.decimals,
      worth: wallet.worth,
    })),
    levels: tiers?.levels.map((level) => ({ id: level.id, name: level.name })) ?? [],
    measure: meter === undefined ? null : { isMoney: MONEY.includes(meter.add.type), scale: meter.scale },
  };
}

/** In the language, or in the other one. */
export function say({ ru, en }: Words, language: Language): string {
  return (language === 'ru' ? (ru ?? en) : (en ?? ru)) ?? '';
}

export function walletOf(program: OfficeProgram | undefined, id: string): OfficeWallet {
  return program?.wallets.find((wallet) => wallet.id === id) ?? { id, name: {}, decimals: 0, worth: null };
}

/** Whole units with their name: 5 бонусов. `units` in the smallest part of the wallet. */
export function unitsText(format: Format, wallet: OfficeWallet, units: number, sign = false): string {
  return format.units(units / 10 ** wallet.decimals, wallet.name, { sign });
}

/** Empty for a level that the program does not have any more. */
export function levelText(program: OfficeProgram | undefined, level: string, language: Language): string {
  const found = program?.levels.find(({ id }) => id === level);
  return found === undefined ? '' : say(found.name, language);
}
