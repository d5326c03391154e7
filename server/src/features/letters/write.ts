/**
 * Letters in Russian and English, both in one: what language somebody speaks is not known before they have signed in. The link's
 * token stands behind a #, so that neither the server's log nor another site ever sees it.
 */
import type { Queryable } from '../../kit/sql.ts';
import { insertLetter, type Letter } from './store.ts';

export interface LetterBox {
  readonly now: number;
  /** Where people find this server, such as https://shop.example. */
  readonly publicUrl: string;
}

type Addressed = Pick<Letter, 'organizationId' | 'recipient'>;

export async function writeInvitation(
  on: Queryable,
  { now, publicUrl }: LetterBox,
  letter: Addressed & { readonly organization: string; readonly token: string; readonly expiresAt: number },
): Promise<void> {
  const { organizationId, recipient, organization, token, expiresAt } = letter;
  const link = `${publicUrl}/office/invitation#${token}`;
  const name = oneLine(organization);
  await insertLetter(on, {
    letterId: crypto.randomUUID(),
    organizationId,
    recipient,
    channel: 'email',
    kind: 'invitation',
    subject: `${name}: приглашение · invitation`,
    body: [
      `Вас приглашают работать в «${name}». Откройте ссылку, чтобы принять приглашение:`,
      `You are invited to work for “${name}”. Open the link to accept:`,
      '',
      link,
      '',
      `Ссылка действует до / The link works until ${minuteOf(expiresAt)}.`,
    ].join('\n'),
    createdAt: now,
    expiresAt,
  });
}

export async function writeRecovery(
  on: Queryable,
  { now, publicUrl }: LetterBox,
  letter: Addressed & { readonly token: string; readonly expiresAt: number },
): Promise<void> {
  const { organizationId, recipient, token, expiresAt } = letter;
  await insertLetter(on, {
    letterId: crypto.randomUUID(),
    organizationId,
    recipient,
    channel: 'email',
    kind: 'recovery',
    subject: 'Новый пароль · New password',
    body: [
      'По этой ссылке можно задать новый пароль. Если вы этого не просили, ничего делать не нужно.',
      'This link lets you set a new password. If you did not ask for it, there is nothing to do.',
      '',
      `${publicUrl}/office/recovery#${token}`,
      '',
      `Ссылка действует до / The link works until ${minuteOf(expiresAt)}.`,
    ].join('\n'),
    createdAt: now,
    expiresAt,
  });
}

/** The code by which a customer confirms a payment. A short message in Russian has 70 characters before it costs twice. */
export async function writeConfirmation(
  on: Queryable,
  { now }: Pick<LetterBox, 'now'>,
  letter: Addressed & {
    readonly channel: Letter['channel'];
    readonly organization: string;
    readonly code: string;
    /** Minor money. */
    readonly amount: number;
    readonly currency: string;
    readonly expiresAt: number;
  },
): Promise<void> {
  const { organizationId, recipient, channel, organization, code, expiresAt } = letter;
  const name = oneLine(organization);
  await insertLetter(on, {
    letterId: crypto.randomUUID(),
    organizationId,
    recipient,
    channel,
    kind: 'code',
    subject: `${name}: код · code`,
    body:
      channel === 'sms'
        ? `${code} — для кассира: списать ${moneyText(letter, 'ru')}, ${name}`
        : [
            `${code} — код, чтобы списать с карты бонусы на ${moneyText(letter, 'ru')}, «${name}». Скажите его только кассиру.`,
            `${code} is the code to take bonuses worth ${moneyText(letter, 'en')} from your card at “${name}”. Tell it to the cashier only.`,
          ].join('\n'),
    createdAt: now,
    expiresAt,
  });
}

function moneyText(
  { amount, currency }: { readonly amount: number; readonly currency: string },
  language: 'ru' | 'en',
): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}

/** Where the reader is nobody knows, so it says which clock. */
function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 100);
}
