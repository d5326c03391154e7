/**
 * Every public error code in one table: the HTTP status, a title in two languages and a sentence that says what to do.
 * `{name}` in a sentence is filled from the error's parameters, which also stand in the answer as members of their own.
 * Codes are part of the API: they may be added, never renamed.
 */
import { CARD } from './card-errors.ts';
import { CATALOGUE } from './catalogue-errors.ts';
import { CODE_ERRORS } from './code-errors.ts';
import { IMPORTS } from './import-errors.ts';
import { NETWORK } from './network-errors.ts';
import { PEOPLE } from './people-errors.ts';
import { type ErrorEntry, REFUSALS } from './refusal-errors.ts';
import { TILLS } from './till-errors.ts';

const REQUESTS = {
  json_malformed: {
    status: 400,
    title: 'Malformed JSON',
    titleRu: 'Испорченный JSON',
    detail: 'The body is not JSON that can be read. Send one JSON value in UTF-8.',
  },
  request_invalid: {
    status: 400,
    title: 'Invalid request',
    titleRu: 'Неверный запрос',
    detail: 'The request does not have the shape that this operation takes. `problems` names every place.',
  },
  url_malformed: {
    status: 400,
    title: 'Malformed address',
    titleRu: 'Неверный адрес',
    detail: 'The address of the request cannot be read.',
  },
  cursor_invalid: {
    status: 400,
    title: 'Invalid cursor',
    titleRu: 'Неверная метка страницы',
    detail: 'The cursor is not one that this operation gave. Begin without a cursor.',
  },
  report_period_invalid: {
    status: 422,
    title: 'Period is turned round or too long',
    titleRu: 'Период перевёрнут или слишком длинный',
    detail: 'The first day must not come after the last, and a period has at most {daysMax} days.',
  },
  content_type_unsupported: {
    status: 415,
    title: 'Unsupported content type',
    titleRu: 'Неподдерживаемый тип содержимого',
    detail: 'Send the body as application/json (a program may also be application/yaml).',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    titleRu: 'Слишком большой запрос',
    detail: 'The body is larger than this operation takes: 1 MB, or 8 MB for a batch. Send it in parts.',
  },
  route_unknown: {
    status: 404,
    title: 'Unknown route',
    titleRu: 'Неизвестный адрес',
    detail: 'Nothing is served at this address. /docs lists every operation.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    titleRu: 'Метод не поддерживается',
    detail: 'This address is served for other methods: {allow}.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    titleRu: 'Внутренняя ошибка',
    detail:
      'Something failed on our side and was logged as {requestId}. The request may be repeated: with its receipt number or Idempotency-Key it is applied once.',
  },
  unavailable: {
    status: 503,
    title: 'Temporarily unavailable',
    titleRu: 'Временно недоступно',
    detail:
      'The database does not answer in time or the server is stopping. Repeat the request in a moment: with its receipt number or Idempotency-Key it is applied once.',
  },
  writes_refused: {
    status: 503,
    title: 'Nothing can be written',
    titleRu: 'Запись невозможна',
    detail:
      'The database cannot write at present: its disk is full, or it is a read-only copy. Reading goes on. Repeat the request later: with its receipt number or Idempotency-Key it is applied once.',
  },
  busy: {
    status: 503,
    title: 'Busy',
    titleRu: 'Слишком много запросов',
    detail: 'More is waiting than can be done soon; nothing was written. Repeat the request in a moment.',
  },
  key_missing: {
    status: 401,
    title: 'Key missing',
    titleRu: 'Нет ключа',
    detail: 'Send the header "Authorization: Bearer kp_…", or sign in.',
  },
  key_unknown: {
    status: 401,
    title: 'Unknown key',
    titleRu: 'Неизвестный ключ',
    detail: 'The key is wrong or was revoked.',
  },
  scope_insufficient: {
    status: 403,
    title: 'Scope too small',
    titleRu: 'Недостаточно прав',
    detail: 'This needs a key or a role with the scope "{scope}". An owner can give it.',
  },
  key_reused: {
    status: 409,
    title: 'Idempotency-Key reused',
    titleRu: 'Ключ повтора использован',
    detail:
      'The same key came before with another request. A repeat must be the same in everything; a new request needs a new key.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

const FEATURES = {
  program_invalid: {
    status: 422,
    title: 'Mistakes in the program',
    titleRu: 'Ошибки в программе',
    detail:
      'The document has mistakes: `problems` names every one with its place and how to mend it. Nothing was published.',
  },
  program_id_mismatch: {
    status: 422,
    title: 'Another program id',
    titleRu: 'Другое имя программы',
    detail: 'The address names "{expected}", the document "{found}". They must be the same.',
  },
  program_unknown: {
    status: 404,
    title: 'Unknown program',
    titleRu: 'Программа не найдена',
    detail: 'The organization has no program with this id.',
  },
  program_version_unknown: {
    status: 404,
    title: 'Unknown version',
    titleRu: 'Версия не найдена',
    detail: 'The program has no version with this number. Its list of versions says which there are.',
  },
  program_changed: {
    status: 409,
    title: 'Somebody published meanwhile',
    titleRu: 'Программу уже изменили',
    detail:
      'Version {version} was published after the one that this document was made of. Nothing was published: look at it, and repeat with expectedVersion {version}.',
  },
  program_required: {
    status: 422,
    title: 'Name the program',
    titleRu: 'Укажите программу',
    detail: 'The organization has several programs, so the request must say which with `programId`.',
  },
  effective_in_past: {
    status: 422,
    title: 'In force too early',
    titleRu: 'Дата вступления в прошлом',
    detail: 'A new version cannot rule over the past. Leave out effectiveFrom to put it in force now.',
  },
  member_unknown: {
    status: 404,
    title: 'Unknown customer',
    titleRu: 'Клиент не найден',
    detail: 'There is no such customer. Check the number, or write the customer down.',
  },
  member_blocked: {
    status: 409,
    title: 'Customer is blocked',
    titleRu: 'Клиент заблокирован',
    detail: 'The customer is blocked. Unblock the customer, and the card works again.',
  },
  member_required: {
    status: 422,
    title: 'Name the customer',
    titleRu: 'Укажите клиента',
    detail: 'Without a customer there is nothing to pay with or to reserve.',
  },
  identity_taken: {
    status: 409,
    title: 'Identity taken',
    titleRu: 'Уже занято',
    detail: 'Another customer has this {kind} already.',
  },
  account_unknown: {
    status: 404,
    title: 'Unknown account',
    titleRu: 'Счёт не найден',
    detail: 'There is no account with this id.',
  },
  operation_unknown: {
    status: 404,
    title: 'Unknown operation',
    titleRu: 'Операция не найдена',
    detail: 'There is no operation with this id.',
  },
  partner_unknown: {
    status: 422,
    title: 'Unknown partner',
    titleRu: 'Неизвестный партнёр',
    detail: 'The program has no partner "{partner}". Its document lists its partners.',
  },
  line_amount_mismatch: {
    status: 422,
    title: 'Line does not add up',
    titleRu: 'Строка не сходится',
    detail:
      'In line {line}, price × quantity − discount is {expected}, but amount is {amount}. They may differ by one minor unit.',
  },
  total_mismatch: {
    status: 422,
    title: 'Total does not add up',
    titleRu: 'Итог не сходится',
    detail: 'The lines add up to {expected}, but the total is {total}.',
  },
  receipt_in_future: {
    status: 422,
    title: 'From the future',
    titleRu: 'Чек из будущего',
    detail: 'The receipt is dated more than 5 minutes after now ({now}). Check the clock of the till.',
  },
  receipt_too_old: {
    status: 422,
    title: 'Too old',
    titleRu: 'Слишком старый чек',
    detail:
      'The receipt is older than 72 hours. To bring in the past, send "history": true with a key of the scope import.',
  },
  receipt_taken: {
    status: 409,
    title: 'Receipt is recorded',
    titleRu: 'Чек уже записан',
    detail: 'This receipt number is recorded already, for another customer or with other contents.',
  },
  wallet_ambiguous: {
    status: 422,
    title: 'Name the wallet',
    titleRu: 'Укажите кошелёк',
    detail: 'The program has several wallets that pay, so `pay.wallet` must say which.',
  },
  purchase_of_nobody: {
    status: 422,
    title: 'Receipt without a customer',
    titleRu: 'Чек без клиента',
    detail: 'The receipt was recorded without a customer, so there are no units to give back or to take.',
  },
  return_unmatched: {
    status: 409,
    title: 'Not bought here',
    titleRu: 'Не найдено в покупках',
    detail: 'Earlier purchases of the customer do not hold all of these goods. `unmatched` names what is missing.',
  },
  return_spans_accounts: {
    status: 409,
    title: 'Bought on several accounts',
    titleRu: 'Куплено по разным счетам',
    detail:
      'The goods were bought on accounts that have been merged since. Return them separately, as `apart` lists them.',
  },
  not_a_sandbox: {
    status: 409,
    title: 'Not a sandbox',
    titleRu: 'Не песочница',
    detail: 'Only an organization made as a sandbox has a clock that can be moved.',
  },
  clock_backwards: {
    status: 409,
    title: 'Clock moves forward only',
    titleRu: 'Время идёт только вперёд',
    detail: 'The sandbox’s clock is at {now} already.',
  },
  clock_too_far: {
    status: 422,
    title: 'Too far',
    titleRu: 'Слишком далеко',
    detail: 'The clock may be moved by ten years at a time, and not past the year 9000.',
  },
  organization_unknown: {
    status: 404,
    title: 'Unknown organization',
    titleRu: 'Нет такого магазина',
    detail: 'No shop has this address here. Scan its QR code again, or ask at the till.',
  },
  logo_unknown: {
    status: 404,
    title: 'No picture',
    titleRu: 'Логотипа нет',
    detail: 'The organization has no picture, or there is no such organization.',
  },
  logo_not_a_picture: {
    status: 422,
    title: 'Not a picture',
    titleRu: 'Это не картинка',
    detail:
      'The file is no PNG, JPEG or WebP, whatever it is called, or it is damaged. SVG is not taken: it can hold scripts. Save the picture as PNG.',
  },
  logo_too_heavy: {
    status: 422,
    title: 'The picture is too heavy',
    titleRu: 'Картинка слишком тяжёлая',
    detail: 'A logo has at most {kilobytesMax} kB. Save it smaller: 512 pixels a side are enough.',
  },
  logo_size_wrong: {
    status: 422,
    title: 'The picture has a wrong size',
    titleRu: 'Картинка не того размера',
    detail: 'The picture is {width} × {height} pixels; each side of a logo has {min} to {max}.',
  },
  organization_required: {
    status: 422,
    title: 'Name the organization',
    titleRu: 'Укажите организацию',
    detail: 'There is not exactly one organization: name it by its id.',
  },
  api_key_unknown: {
    status: 404,
    title: 'Unknown key id',
    titleRu: 'Ключ не найден',
    detail: 'The organization has no key with this id, or it is revoked already.',
  },
  last_admin_key: {
    status: 409,
    title: 'The last admin key',
    titleRu: 'Последний ключ администратора',
    detail: 'Revoking this key would lock everybody out. Make another admin key first.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

export const ERRORS = {
  ...REQUESTS,
  ...FEATURES,
  ...CATALOGUE,
  ...REFUSALS,
  ...CODE_ERRORS,
  ...NETWORK,
  ...PEOPLE,
  ...CARD,
  ...TILLS,
  ...IMPORTS,
} as const;

export type ErrorCode = keyof typeof ERRORS;

export type ErrorParams = Readonly<Record<string, unknown>>;

/** A request that is refused with a code of the table; becomes problem details at the border. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export function errorEntry(code: ErrorCode): ErrorEntry {
  return ERRORS[code];
}
