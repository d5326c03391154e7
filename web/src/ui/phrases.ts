/** The words of the shared components. */
import { definePhrases } from '../i18n/define-phrases.ts';

export const uiPhrases = definePhrases({
  en: {
    'refusal.retry': 'Try again',
    'refusal.again-in': { one: 'Try again in {n} second.', other: 'Try again in {n} seconds.' },
    'refusal.unreachable.title': 'No connection to the server',
    'refusal.unreachable.advice': 'What you entered is kept. Check the network and try again: nothing is done twice.',
    'refusal.unreadable.title': 'The server answered in a way this page does not understand',
    'refusal.unreadable.advice':
      'Reload the page: a newer version may be there. If it happens again, tell whoever runs the server.',
    'refusal.ours.title': 'Something went wrong on this page',
    'refusal.ours.advice': 'Reload the page. What was saved on the server is safe.',
    'refusal.number': 'Number for support: {id}',
    'loading.text': 'Loading…',
    'confirm.cancel': 'Cancel',
    'shell.menu': 'Menu',
    'shell.skip': 'Skip to the content',
    'look.language': 'Language',
    'look.scheme': 'Light or dark',
    'look.light': 'Light',
    'look.dark': 'Dark',
    'look.auto': 'Auto',
    'page.reload': 'Reload the page',
  },
  ru: {
    'refusal.retry': 'Повторить',
    'refusal.again-in': {
      one: 'Повторите через {n} секунду.',
      few: 'Повторите через {n} секунды.',
      many: 'Повторите через {n} секунд.',
      other: 'Повторите через {n} секунды.',
    },
    'refusal.unreachable.title': 'Нет связи с сервером',
    'refusal.unreachable.advice': 'Введённое сохранено. Проверьте сеть и повторите: ничего не выполнится дважды.',
    'refusal.unreadable.title': 'Сервер ответил так, что страница его не поняла',
    'refusal.unreadable.advice':
      'Обновите страницу: возможно, вышла новая версия. Если повторится, скажите тому, кто следит за сервером.',
    'refusal.ours.title': 'На этой странице что-то сломалось',
    'refusal.ours.advice': 'Обновите страницу. Всё, что сохранено на сервере, в порядке.',
    'refusal.number': 'Номер для поддержки: {id}',
    'loading.text': 'Загружается…',
    'confirm.cancel': 'Отмена',
    'shell.menu': 'Меню',
    'shell.skip': 'К содержимому',
    'look.language': 'Язык',
    'look.scheme': 'Светлая или тёмная',
    'look.light': 'Светлая',
    'look.dark': 'Тёмная',
    'look.auto': 'Авто',
    'page.reload': 'Обновить страницу',
  },
});
