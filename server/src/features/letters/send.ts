/**
 * Sends what waits: letters by the mail server of SMTP_URL, short messages by the gateway of SMS_URL. A letter is taken before it is sent
 * and marked after: a crash between sends it twice, never not at all.
 */
import { createTransport, type Transporter } from 'nodemailer';
import type { SmsGateway } from '../../kit/config.ts';
import type { Database } from '../../kit/db.ts';
import { sendSms, SmsError } from './sms.ts';
import { type LetterChannel, markFailed, markSent, type StoredLetter, takeLetters, type TakenLetter } from './store.ts';

const AT_ONCE = 10;
const LEASE_SECONDS = 120;
const PATIENCE_MS = 20_000;

export interface Post {
  /** Answers how many letters were sent. */
  sendWaiting(): Promise<number>;
  close(): void;
}

export interface Ways {
  readonly mail?: { readonly smtpUrl: string; readonly from: string } | undefined;
  readonly sms?: SmsGateway | undefined;
}

/** What leaves by a way that is not there waits in the outbox. */
export function createPost(db: Database, { mail, sms }: Ways): Post {
  const transport = mail === undefined ? null : openMail(mail.smtpUrl);
  const channels: readonly LetterChannel[] = [
    ...(transport === null ? [] : ['email' as const]),
    ...(sms === undefined ? [] : ['sms' as const]),
  ];
  async function hand(letter: StoredLetter): Promise<void> {
    const { channel, recipient, subject, body } = letter;
    const text = body ?? '';
    if (channel === 'sms') {
      if (sms !== undefined) await sendSms(sms, { phone: recipient, text });
      return;
    }
    const from = mail?.from;
    await transport?.sendMail({ from, to: { name: '', address: recipient }, subject, text });
  }
  async function send(letter: TakenLetter): Promise<boolean> {
    try {
      await hand(letter);
    } catch (error) {
      await markFailed(db.system, letter, reasonOf(error));
      return false;
    }
    await markSent(db.system, letter.letterId);
    return true;
  }
  return {
    sendWaiting: async () => {
      if (channels.length === 0) return 0;
      const letters = await takeLetters(db.system, { channels, count: AT_ONCE, leaseSeconds: LEASE_SECONDS });
      const sent = await Promise.all(letters.map(send));
      return sent.filter(Boolean).length;
    },
    close: () => transport?.close(),
  };
}

function openMail(url: string): Transporter {
  return createTransport({
    url,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The mail server's code only: its sentence may quote the letter. */
function reasonOf(error: unknown): string {
  if (error instanceof SmsError) return error.message;
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? ` ${error.responseCode}` : '';
  return `${code}${answer}`;
}
