/** ISO 8601 durations of programs in words: P180D is 180 дней. */
import { definePhrases } from './define-phrases.ts';
import { usePhrases } from './language.tsx';

const WRITTEN = /^P(\d+)([DWMY])$/u;

/** What is written in another way, of several parts, stays as it is. */
export function useLasting(): (duration: string) => string {
  const t = usePhrases(lastingPhrases);
  return (duration) => {
    const [, count = '', part] = WRITTEN.exec(duration) ?? [];
    const n = Number(count);
    switch (part) {
      case 'D':
        return t('days', { n });
      case 'W':
        return t('weeks', { n });
      case 'M':
        return t('months', { n });
      case 'Y':
        return t('years', { n });
      default:
        return duration;
    }
  };
}

export const lastingPhrases = definePhrases({
  en: {
    days: { one: '{n} day', other: '{n} days' },
    weeks: { one: '{n} week', other: '{n} weeks' },
    months: { one: '{n} month', other: '{n} months' },
    years: { one: '{n} year', other: '{n} years' },
  },
  ru: {
    days: { one: '{n} день', few: '{n} дня', many: '{n} дней', other: '{n} дня' },
    weeks: { one: '{n} неделя', few: '{n} недели', many: '{n} недель', other: '{n} недели' },
    months: { one: '{n} месяц', few: '{n} месяца', many: '{n} месяцев', other: '{n} месяца' },
    years: { one: '{n} год', few: '{n} года', many: '{n} лет', other: '{n} года' },
  },
});
