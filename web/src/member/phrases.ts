/** The words of the customer's card. */
import { definePhrases } from '../i18n/define-phrases.ts';

export const memberPhrases = definePhrases({
  en: {
    'start.how': 'How it works here',
    'start.phone': 'Say your phone number at the till: what you earn is kept for it.',
    'start.spend': 'What you have earned pays part of your next purchases. The cashier says how much.',
    'start.wrong.title': 'This address is not a shop’s',
    'start.wrong.advice': 'Scan the shop’s QR code again: part of it may have been lost.',
  },
  ru: {
    'start.how': 'Как это работает здесь',
    'start.phone': 'Назовите на кассе номер телефона: всё, что начислено, хранится на нём.',
    'start.spend': 'Накопленным можно оплатить часть следующих покупок. Сколько, скажет кассир.',
    'start.wrong.title': 'Это не адрес магазина',
    'start.wrong.advice': 'Отсканируйте QR-код магазина ещё раз: часть адреса могла потеряться.',
  },
});
