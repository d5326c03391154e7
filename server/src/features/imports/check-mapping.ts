/** Whether a mapping fits the file's columns and the program's rules: every mistake at once, each with its place. */
import type { CompiledProgram } from '@kopilka/engine';
import { ApiError } from '../../errors.ts';
import { isSimplePattern } from './bare-name.ts';
import type { Words } from './problem-words.ts';
import type { ImportKind, ImportMapping, MemberMapping, ReceiptMapping } from './schema.ts';

interface Mistake {
  readonly path: string;
  readonly words: Words;
}

interface Against {
  readonly kind: ImportKind;
  readonly columns: readonly string[];
  readonly program: CompiledProgram;
}

/** Throws ApiError import_mapping_invalid. */
export function checkMapping({ kind, columns, program }: Against, mapping: ImportMapping): void {
  const named = namedColumns(mapping);
  const mistakes: Mistake[] = [
    ...(mapping.kind === kind ? [] : [{ path: 'kind', words: OTHER_KIND }]),
    ...named
      .filter(({ name }) => !columns.includes(name))
      .map(({ path, name }) => ({
        path,
        words: { en: `The file has no column "${name}".`, ru: `В файле нет столбца «${name}».` },
      })),
    ...(mapping.kind === 'members' ? memberMistakes(mapping, program) : receiptMistakes(mapping)),
  ];
  if (mistakes.length === 0) return;
  throw new ApiError('import_mapping_invalid', {
    problems: mistakes.map(({ path, words }) => ({ path, message: words.en, messageRu: words.ru })),
  });
}

export function namedColumns({ columns }: ImportMapping): readonly { readonly path: string; readonly name: string }[] {
  return Object.entries(columns).flatMap(([key, value]: [string, string | { readonly column: string } | undefined]) => {
    if (value === undefined) return [];
    return [{ path: `columns.${key}`, name: typeof value === 'string' ? value : value.column }];
  });
}

function memberMistakes({ columns, wallet }: MemberMapping, program: CompiledProgram): readonly Mistake[] {
  const hasIdentity = [columns.phone, columns.email, columns.card, columns.external].some((name) => name !== undefined);
  const wallets = ownWallets(program);
  const isBalanceClear = columns.balance === undefined || wallet !== undefined || wallets.length === 1;
  const isWalletKnown = wallet === undefined || wallets.includes(wallet);
  return [
    ...(hasIdentity ? [] : [{ path: 'columns', words: NO_IDENTITY }]),
    ...(isBalanceClear ? [] : [{ path: 'wallet', words: WHICH_WALLET }]),
    ...(isWalletKnown ? [] : [{ path: 'wallet', words: NO_WALLET }]),
    ...(columns.level === undefined || program.tiers !== null ? [] : [{ path: 'columns.level', words: NO_LEVELS }]),
  ];
}

function receiptMistakes({ columns: { member } }: ReceiptMapping): readonly Mistake[] {
  if (member?.remove === undefined || isSimplePattern(member.remove)) return [];
  return [{ path: 'columns.member.remove', words: PATTERN_NOT_SIMPLE }];
}

/** Those of the document, without the ones that coupons on a card are kept in. */
export function ownWallets(program: CompiledProgram): readonly string[] {
  return [...program.wallets.keys()].filter((id) => !id.includes(':'));
}

const OTHER_KIND = { en: 'The import is of the other kind.', ru: 'Загрузка другого вида.' };
const NO_IDENTITY = {
  en: 'Say which column has the phone, the e-mail, the card or the number that customers are known by.',
  ru: 'Укажите столбец с телефоном, почтой, картой или номером: по нему узнаём клиента.',
};
const WHICH_WALLET = {
  en: 'The program has several kinds of units: say which the balances are of.',
  ru: 'В программе несколько видов бонусов: укажите, чьи это балансы.',
};
const NO_WALLET = { en: 'The program has no such units.', ru: 'Таких бонусов в программе нет.' };
const NO_LEVELS = { en: 'The program has no levels.', ru: 'В программе нет уровней.' };
const PATTERN_NOT_SIMPLE = {
  en: 'It must be a regular expression without groups ( ) and with at most one repetition * + ? {n}.',
  ru: 'Нужно регулярное выражение без групп ( ) и не больше чем с одним повторением * + ? {n}.',
};
