/** The words below the card. */
import { definePhrases } from '../../i18n/define-phrases.ts';

export const belowPhrases = definePhrases({
  en: {
    rewards: 'You can take',
    'rewards.all': 'All rewards: {n}',
    'rewards.free': 'Free',
    history: 'Latest',
    'history.all': 'All of it',
  },
  ru: {
    rewards: 'Можно забрать',
    'rewards.all': 'Все награды: {n}',
    'rewards.free': 'Бесплатно',
    history: 'Последнее',
    'history.all': 'Вся история',
  },
});
