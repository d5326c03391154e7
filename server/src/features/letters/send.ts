/** Sends what waits by the mail server of SMTP_URL. A letter is taken before it is sent and marked after: a crash between sends it twice, never not at all. */
import { createTransport } from 'nodemailer';
import type { Database } from '../../kit/db.ts';
import { markFailed, markSent, type StoredLetter, takeLetters } from './store.ts';

const AT_ONCE = 10;
const LEASE_SECONDS = 120;
const PATIENCE_MS = 20_000;

export interface Post {
  /** Answers how many letters were sent. */
  sendWaiting(): Promise<number>;
  close(): void;
}

export function createPost(db: Database, { smtpUrl, from }: { readonly smtpUrl: string; readonly from: string }): Post {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  async function send({ letterId, recipient, subject, body }: StoredLetter): Promise<boolean> {
    try {
      await transport.sendMail({ from, to: { name: '', address: recipient }, subject, text: body ?? '' });
    } catch (error) {
      await markFailed(db.system, letterId, reasonOf(error));
      return false;
    }
    await markSent(db.system, letterId);
    return true;
  }
  return {
    sendWaiting: async () => {
      const letters = await takeLetters(db.system, { count: AT_ONCE, leaseSeconds: LEASE_SECONDS });
      const sent = await Promise.all(letters.map(send));
      return sent.filter(Boolean).length;
    },
    close: () => transport.close(),
  };
}

/** The mail server's code only: its sentence may quote the letter. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? ` ${error.responseCode}` : '';
  return `${code}${answer}`;
}
