/** The part of the table of errors that speaks of people who sign in and work for an organization. */
import type { ErrorEntry } from './refusal-errors.ts';

export const PEOPLE = {
  session_missing: {
    status: 401,
    title: 'Not signed in',
    titleRu: 'Вход не выполнен',
    detail: 'This is for people who have signed in. Sign in.',
  },
  session_unknown: {
    status: 401,
    title: 'The session has ended',
    titleRu: 'Сеанс завершён',
    detail: 'The session has ended, or was ended from elsewhere. Sign in again.',
  },
  origin_foreign: {
    status: 403,
    title: 'Foreign page',
    titleRu: 'Запрос с чужой страницы',
    detail: 'The request does not come from a page of this server. Open the page here and repeat.',
  },
  organization_not_chosen: {
    status: 403,
    title: 'No organization chosen',
    titleRu: 'Организация не выбрана',
    detail: 'The session works for no organization: choose one of yours, or ask to be invited.',
  },
  sign_in_wrong: {
    status: 401,
    title: 'Wrong e-mail or password',
    titleRu: 'Неверная почта или пароль',
    detail: 'There is nobody with this e-mail address and this password. Try again, or set a new password by e-mail.',
  },
  too_many_tries: {
    status: 429,
    title: 'Too many tries',
    titleRu: 'Слишком много попыток',
    detail: 'There were too many wrong tries. Nothing is looked at for {retryAfterSeconds} seconds.',
  },
  second_factor_wrong: {
    status: 401,
    title: 'Wrong code',
    titleRu: 'Неверный код',
    detail: 'The code is wrong or over. Type the one that is shown now, or one of the recovery codes.',
  },
  sign_in_not_begun: {
    status: 401,
    title: 'The sign-in is over',
    titleRu: 'Вход прерван',
    detail:
      'The password was given too long ago, or never, or there were too many codes. Begin with the password again.',
  },
  password_wrong: {
    status: 403,
    title: 'Wrong password',
    titleRu: 'Неверный пароль',
    detail: 'The present password is another one. Nothing was changed.',
  },
  recovery_unknown: {
    status: 404,
    title: 'The link does not work',
    titleRu: 'Ссылка не действует',
    detail: 'The link was used already, or is over. Ask for another letter.',
  },
  second_factor_on: {
    status: 409,
    title: 'There is a second factor',
    titleRu: 'Второй фактор уже включён',
    detail: 'A second factor is on already. Turn it off first to set up another device.',
  },
  second_factor_off: {
    status: 409,
    title: 'There is no second factor',
    titleRu: 'Второй фактор не включён',
    detail: 'No second factor is on or being set up. Begin by setting one up.',
  },
  own_session_unknown: {
    status: 404,
    title: 'Unknown session',
    titleRu: 'Сеанс не найден',
    detail: 'You have no session with this id, or it has ended.',
  },
  workplace_unknown: {
    status: 404,
    title: 'Not your organization',
    titleRu: 'Вы здесь не работаете',
    detail: 'You do not work for an organization with this id.',
  },
  invitation_not_yours: {
    status: 409,
    title: 'Sign in first',
    titleRu: 'Сначала войдите',
    detail: 'Whom the letter went to has a sign-in already. Sign in with that e-mail address and open the link again.',
  },
  invitation_incomplete: {
    status: 422,
    title: 'A name and a password are needed',
    titleRu: 'Нужны имя и пароль',
    detail: 'Whoever is new here gives a name and chooses a password.',
  },
  staff_unknown: {
    status: 404,
    title: 'Nobody of the staff',
    titleRu: 'Сотрудник не найден',
    detail: 'Nobody with this id works for the organization.',
  },
  staff_already: {
    status: 409,
    title: 'Works here already',
    titleRu: 'Уже работает здесь',
    detail: 'Somebody with this e-mail address works for the organization already. Change the role instead.',
  },
  setup_unknown: {
    status: 404,
    title: 'The link does not work',
    titleRu: 'Ссылка не действует',
    detail:
      'The link was used already, or the server has been started again since. Sign in if you began with it; otherwise take the newest one from what the server prints when it starts.',
  },
  founding_not_allowed: {
    status: 403,
    title: 'Only owners found organizations',
    titleRu: 'Новый магазин открывает владелец',
    detail: 'Whoever owns an organization may found another. Ask an owner, or whoever runs the server.',
  },
  organizations_too_many: {
    status: 409,
    title: 'Too many organizations',
    titleRu: 'Слишком много организаций',
    detail: 'One person may own {max} organizations. Give one away first, or ask whoever runs the server.',
  },
  last_owner: {
    status: 409,
    title: 'The last owner',
    titleRu: 'Последний владелец',
    detail: 'An organization needs an owner. Make somebody else an owner first.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
