/** Troubles as they come, for the gallery. */
import type { Trouble } from '../data/trouble.ts';

export const TROUBLES: readonly Trouble[] = [
  {
    type: 'refused',
    status: 409,
    code: 'units_insufficient',
    title: { en: 'Not enough units', ru: 'Недостаточно бонусов' },
    advice: {
      en: 'The account has fewer units available than were asked for. Ask for fewer, or for "max".',
      ru: 'На счёте меньше бонусов, чем запрошено. Запросите меньше или «сколько можно».',
    },
    mistakes: [],
    retryAfterSeconds: null,
    requestId: null,
  },
  {
    type: 'refused',
    status: 422,
    code: 'program_invalid',
    title: { en: 'Program with mistakes', ru: 'В программе ошибки' },
    advice: { en: 'Mend every place and publish again.', ru: 'Исправьте каждое место и опубликуйте снова.' },
    mistakes: [
      {
        path: 'rules.0.earn.rate',
        message: { en: '150% gives back more than is paid', ru: '150% возвращает больше, чем заплачено' },
      },
      {
        path: 'tiers.levels.2.from',
        message: {
          en: 'must be larger than that of the level before',
          ru: 'должно быть больше, чем у предыдущего уровня',
        },
      },
    ],
    retryAfterSeconds: null,
    requestId: null,
  },
  {
    type: 'refused',
    status: 503,
    code: 'busy',
    title: { en: 'Too much at once', ru: 'Слишком много сразу' },
    advice: { en: 'Repeat the request in a moment.', ru: 'Повторите запрос через мгновение.' },
    mistakes: [],
    retryAfterSeconds: 5,
    requestId: '9f3a1c22-118',
  },
  { type: 'unreachable' },
  { type: 'unreadable', status: 502 },
];
