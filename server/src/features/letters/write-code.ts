/** The letter or short message that carries a one-time code. A short message in Russian has 70 characters before it costs twice. */
import type { Queryable } from '../../kit/sql.ts';
import { insertLetter, type Letter } from './store.ts';

/** In UTF-16, as short messages count. */
const SHOP_UNITS_MAX = 25;

export interface CodeToSend extends Pick<Letter, 'organizationId' | 'recipient' | 'channel' | 'expiresAt'> {
  readonly shop: string;
  readonly language: 'ru' | 'en';
  readonly code: string;
  readonly now: number;
}

export async function writeCode(on: Queryable, wanted: CodeToSend): Promise<void> {
  const { organizationId, recipient, channel, language, code, now, expiresAt } = wanted;
  const shop = nameOf(wanted.shop);
  const words = WORDS[language];
  await insertLetter(on, {
    letterId: crypto.randomUUID(),
    organizationId,
    recipient,
    kind: 'code',
    channel,
    subject: words.subject(shop),
    body: channel === 'sms' ? words.sms(shop, code) : words.email(shop, code),
    createdAt: now,
    expiresAt,
  });
}

const WORDS = {
  ru: {
    subject: (shop: string) => `${shop}: код для карты`,
    sms: (shop: string, code: string) => `${code} — код для карты: ${shop}. Никому не говорите.`,
    email: (shop: string, code: string) =>
      [
        `Код для карты «${shop}»:`,
        '',
        code,
        '',
        'Он действует 10 минут и только один раз. Никому его не сообщайте, даже продавцу.',
        'Если вы его не просили, ничего делать не нужно.',
      ].join('\n'),
  },
  en: {
    subject: (shop: string) => `${shop}: code for the card`,
    sms: (shop: string, code: string) => `${code} is the code for your card: ${shop}. Tell nobody.`,
    email: (shop: string, code: string) =>
      [
        `The code for your “${shop}” card:`,
        '',
        code,
        '',
        'It works once, for 10 minutes. Tell it to nobody, not even at the counter.',
        'If you did not ask for it, there is nothing to do.',
      ].join('\n'),
  },
} as const;

function nameOf(shop: string): string {
  const line = shop.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (line.length <= SHOP_UNITS_MAX) return line;
  let start = '';
  for (const character of line) {
    if (start.length + character.length >= SHOP_UNITS_MAX) break;
    start += character;
  }
  return `${start}…`;
}
