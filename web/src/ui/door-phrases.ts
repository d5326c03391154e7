/** The words at the door of the office and the till. */
import { definePhrases } from '../i18n/define-phrases.ts';

export const doorPhrases = definePhrases({
  en: {
    'door.title': 'Enter with a key',
    'door.about': 'The demo prints its keys in the terminal. The key is kept until this tab is closed.',
    'door.key': 'API key',
    'door.enter': 'Enter',
  },
  ru: {
    'door.title': 'Вход по ключу',
    'door.about': 'Ключи демонстрации напечатаны в терминале. Ключ хранится, пока открыта эта вкладка.',
    'door.key': 'Ключ API',
    'door.enter': 'Войти',
  },
});
