/** The words of the first page of a new server. */
import { definePhrases } from '../../i18n/define-phrases.ts';

export const setupPhrases = definePhrases({
  en: {
    'setup.title': 'A shop of your own',
    'setup.about': 'You are the first here. Name the shop and make yourself its owner; the program comes next.',
    'setup.shop': 'What is the shop called?',
    'setup.name': 'Your name',
    'setup.email': 'E-mail',
    'setup.email-about': 'You sign in with it.',
    'setup.password': 'Password',
    'setup.go': 'Begin',
    'setup.no-token.title': 'This page needs its link',
    'setup.no-token.advice':
      'Take the whole link from what the server prints when it starts, with what stands behind the #.',
  },
  ru: {
    'setup.title': 'Свой магазин',
    'setup.about': 'Вы здесь первый. Назовите магазин и станьте его владельцем; дальше — программа.',
    'setup.shop': 'Как называется магазин?',
    'setup.name': 'Ваше имя',
    'setup.email': 'Почта',
    'setup.email-about': 'С ней вы будете входить.',
    'setup.password': 'Пароль',
    'setup.go': 'Начать',
    'setup.no-token.title': 'Этой странице нужна её ссылка',
    'setup.no-token.advice': 'Возьмите ссылку целиком, вместе с тем, что после #: сервер печатает её при запуске.',
  },
});
