/** The part of the table of errors that speaks of what is between members and companies: referrals, families, merges, settlements, draws. */
import type { ErrorEntry } from './refusal-errors.ts';

export const NETWORK = {
  referral_not_offered: {
    status: 422,
    title: 'No referrals',
    titleRu: 'В программе нет приглашений',
    detail: 'The program does not reward bringing friends: add `referral` to its document.',
  },
  referral_code_unknown: {
    status: 404,
    title: 'Unknown referral code',
    titleRu: 'Код приглашения не найден',
    detail: 'There is no such code. Check the spelling, or go on without it.',
  },
  referral_self: {
    status: 409,
    title: 'One’s own code',
    titleRu: 'Свой собственный код',
    detail: 'Nobody can be brought by themselves. The code is for friends who have no card yet.',
  },
  referral_unknown: {
    status: 404,
    title: 'Unknown referral',
    titleRu: 'Приглашение не найдено',
    detail: 'There is no referral with this id.',
  },
  referral_decided: {
    status: 409,
    title: 'Decided already',
    titleRu: 'Решение уже принято',
    detail: 'The referral is {status} already. Nothing was changed.',
  },
  family_unknown: {
    status: 404,
    title: 'Unknown family',
    titleRu: 'Семья не найдена',
    detail: 'There is no family with this id, or it has ended.',
  },
  family_member_unknown: {
    status: 404,
    title: 'Not of this family',
    titleRu: 'Не из этой семьи',
    detail: 'The customer is not in this family.',
  },
  family_exists: {
    status: 409,
    title: 'In a family already',
    titleRu: 'Уже в семье',
    detail: 'The customer is in a family of this program already. Leave that one first.',
  },
  family_full: {
    status: 409,
    title: 'Family is full',
    titleRu: 'В семье нет мест',
    detail: 'A family has at most {max} people, those who are invited included.',
  },
  family_owner_stays: {
    status: 409,
    title: 'The owner stays',
    titleRu: 'Владелец остаётся',
    detail: 'The owner can leave only as the last one. Give the family to somebody else of it first.',
  },
  member_moving: {
    status: 409,
    title: 'On the way',
    titleRu: 'Данные ещё переносятся',
    detail: 'What the customer had is on its way from one account to another. Try again in a few seconds.',
  },
  family_spending_not_allowed: {
    status: 403,
    title: 'May only earn',
    titleRu: 'Может только копить',
    detail: 'This one of the family may earn, but not spend. The owner can change that.',
  },
  invitation_unknown: {
    status: 404,
    title: 'Unknown invitation',
    titleRu: 'Приглашение не найдено',
    detail:
      'There is no such invitation here: it was accepted or withdrawn, is over, or is another’s. Ask for a new one.',
  },
  invitation_closed: {
    status: 409,
    title: 'Invitation is over',
    titleRu: 'Приглашение закрыто',
    detail: 'The invitation is {status} already. Nothing was changed.',
  },
  account_shared: {
    status: 409,
    title: 'Account is shared',
    titleRu: 'Счёт уже общий',
    detail: 'Several customers share the account, so it cannot become part of a family’s. Merge their accounts first.',
  },
  merge_unknown: {
    status: 404,
    title: 'Unknown merge',
    titleRu: 'Объединение не найдено',
    detail: 'There is no merge with this id.',
  },
  merge_programs_differ: {
    status: 422,
    title: 'Accounts of two programs',
    titleRu: 'Счета разных программ',
    detail: 'Accounts can be merged only within one program.',
  },
  merge_of_families: {
    status: 409,
    title: 'Two families',
    titleRu: 'Две семьи',
    detail: 'Both accounts belong to families. Let everybody of one family leave it first.',
  },
  merge_decided: {
    status: 409,
    title: 'Decided already',
    titleRu: 'Решение уже принято',
    detail: 'The merge is {status} already. Nothing was changed.',
  },
  merge_underway: {
    status: 409,
    title: 'Being merged already',
    titleRu: 'Счёт уже объединяется',
    detail: 'One of the accounts is being merged or waits for approval (merge {mergeId}). Decide about that first.',
  },
  merge_same_person: {
    status: 403,
    title: 'A second person is needed',
    titleRu: 'Нужен второй человек',
    detail: 'The key that asked for the merge cannot approve it. Approve it with the key of somebody else.',
  },
  settlement_too_early: {
    status: 409,
    title: 'Month is not over',
    titleRu: 'Месяц ещё не закончился',
    detail: 'The month can be closed from {from}. Until then it shows what it comes to so far.',
  },
  period_invalid: {
    status: 422,
    title: 'Invalid period',
    titleRu: 'Неверный период',
    detail: 'The period must be written as {expected}.',
  },
  leaderboard_unknown: {
    status: 404,
    title: 'Unknown leaderboard',
    titleRu: 'Рейтинг не найден',
    detail: 'The program has no leaderboard with this id.',
  },
  draw_unknown: {
    status: 404,
    title: 'Unknown draw',
    titleRu: 'Розыгрыш не найден',
    detail: 'The program has no prize draw with this id.',
  },
  draw_not_committed: {
    status: 409,
    title: 'No commitment yet',
    titleRu: 'Обязательство не опубликовано',
    detail: 'Without a commitment nobody could check the draw. Commit to a seed before the moment of the draw.',
  },
  draw_too_late: {
    status: 409,
    title: 'Too late to commit',
    titleRu: 'Поздно публиковать обязательство',
    detail:
      'The moment of the draw ({at}) has passed, and who holds tickets is known. Publish a draw with a later moment.',
  },
  draw_too_early: {
    status: 409,
    title: 'Too early to draw',
    titleRu: 'Ещё рано',
    detail: 'The draw is at {at}.',
  },
  draw_not_drawn: {
    status: 409,
    title: 'Not drawn yet',
    titleRu: 'Розыгрыш ещё не проведён',
    detail: 'There is nothing to prove before the draw. Its commitment is public already.',
  },
  draw_without_tickets: {
    status: 409,
    title: 'No tickets',
    titleRu: 'Нет билетов',
    detail: 'Nobody held a ticket at the moment of the draw, so nobody can win.',
  },
  undelivered_unknown: {
    status: 404,
    title: 'Nothing set aside',
    titleRu: 'Отложенной доставки нет',
    detail: 'Nothing with this id is set aside: it was delivered, dropped, or waits for its next try.',
  },
  undelivered_settled: {
    status: 409,
    title: 'Settled already',
    titleRu: 'Уже улажено',
    detail:
      'The units were refused and went back to their sender, so there is nothing to deliver. The row may be dropped.',
  },
  undelivered_holds_units: {
    status: 409,
    title: 'Units on their way',
    titleRu: 'Единицы в пути',
    detail: 'Units left one account and have not arrived at another. Dropping this would lose them: retry it.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
