/** The words at the till's doors: connecting a device, entering a PIN. */
import { definePhrases } from '../../i18n/define-phrases.ts';

export const entrancePhrases = definePhrases({
  en: {
    'pair.title': 'Connect this till',
    'pair.about': 'The code is in the office, under “Stores and tills”. It works for 15 minutes.',
    'pair.code': 'Code',
    'pair.connect': 'Connect',
    'pair.instead': 'This device is connected already. With this code it becomes another till.',
    'pair.stay': 'Leave it as it is',
    'over.title': 'This till has been disconnected',
    'over.about':
      'What you were selling is still here. Ask the office for a new code, enter it, and go on where you were.',
    'over.page': 'The office has disconnected it, or another device has taken its place. Ask for a new code.',
    'pin.title': 'Who is at the till?',
    'pin.of': 'PIN of {name}',
    'pin.about': '4 to 8 digits',
    'pin.another': 'Somebody else',
    'pin.enter': 'Start',
    'pin.erase': 'Erase the last digit',
    'pin.keys': 'Digits',
    'pin.kept': 'The sale on the screen is kept.',
  },
  ru: {
    'pair.title': 'Подключение кассы',
    'pair.about': 'Код показан в кабинете, в разделе «Точки и кассы». Он действует 15 минут.',
    'pair.code': 'Код',
    'pair.connect': 'Подключить',
    'pair.instead': 'Это устройство уже подключено. С этим кодом оно станет другой кассой.',
    'pair.stay': 'Оставить как есть',
    'over.title': 'Касса отключена',
    'over.about':
      'Начатая продажа не пропала. Попросите в кабинете новый код, введите его и продолжите с того же места.',
    'over.page': 'Её отключили в кабинете, или вместо неё подключено другое устройство. Попросите новый код.',
    'pin.title': 'Кто за кассой?',
    'pin.of': 'PIN-код: {name}',
    'pin.about': 'От 4 до 8 цифр',
    'pin.another': 'Другой человек',
    'pin.enter': 'Начать',
    'pin.erase': 'Стереть последнюю цифру',
    'pin.keys': 'Цифры',
    'pin.kept': 'Продажа на экране сохранена.',
  },
});
