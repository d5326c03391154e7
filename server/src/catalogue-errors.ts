/** The part of the table of errors that speaks of the catalogue and of what is not finished: redemptions, payouts, transfers. */
import type { ErrorEntry } from './refusal-errors.ts';

export const CATALOGUE = {
  reward_without_codes: {
    status: 422,
    title: 'No pool of codes',
    titleRu: 'У награды нет кодов',
    detail: 'The reward does not come with codes: its document lacks "codes: true". Publish that first.',
  },
  reward_code_quantity: {
    status: 422,
    title: 'One code at a time',
    titleRu: 'Только по одному коду',
    detail: 'The reward comes with a code of its own, so redeem it one at a time.',
  },
  redemption_unknown: {
    status: 404,
    title: 'Unknown redemption',
    titleRu: 'Обмен не найден',
    detail: 'There is no redemption with this id.',
  },
  item_closed: {
    status: 409,
    title: 'Finished already',
    titleRu: 'Уже завершено',
    detail: 'It is finished already, otherwise than asked now: {ended}. Nothing was changed.',
  },
  payout_unknown: {
    status: 404,
    title: 'Unknown payout',
    titleRu: 'Выплата не найдена',
    detail: 'There is no payout with this id.',
  },
  payout_same_person: {
    status: 403,
    title: 'A second person is needed',
    titleRu: 'Нужен второй человек',
    detail: 'The key that asked for the payout cannot approve it. Approve it with the key of somebody else.',
  },
  payout_status: {
    status: 409,
    title: 'Not at this stage',
    titleRu: 'Не на этом шаге',
    detail:
      'The payout is {stage}, so this cannot be done with it. Requested payouts are approved, approved ones paid.',
  },
  payout_amount: {
    status: 422,
    title: 'Not whole units',
    titleRu: 'Не целое число единиц',
    detail: 'The amount is not a whole number of the wallet’s units, or they have no worth in money. Ask in units.',
  },
  transfer_unknown: {
    status: 404,
    title: 'Unknown transfer',
    titleRu: 'Перевод не найден',
    detail: 'There is no transfer with this id.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
