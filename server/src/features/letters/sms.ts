/**
 * Short messages by any gateway that takes an HTTP request: its address, headers and body are templates of the settings
 * (docs/guide/card.md). {phone} and {text} are written as the place needs it: percent-encoded in an address or a form, escaped in JSON.
 * Nothing of an answer or of the settings is ever told further than its status.
 */
import { z } from 'zod';
import type { SmsGateway } from '../../kit/config.ts';

const PATIENCE_MS = 15_000;
const ANSWER_CHARACTERS_MAX = 64 * 1024;

/** Of a message that the gateway did not take; its message may be shown to the shop. */
export class SmsError extends Error {
  override readonly name = 'SmsError';
}

export interface ShortMessage {
  /** E.164. */
  readonly phone: string;
  readonly text: string;
}

/** Throws SmsError. */
export async function sendSms(gateway: SmsGateway, message: ShortMessage): Promise<void> {
  const { url, method, headers, body, expects } = gateway;
  const answer = await fetch(filled(url, message, encodeURIComponent), {
    method,
    headers,
    ...(body === undefined ? {} : { body: filled(body, message, escapeFor(headers)) }),
    // To whom the secret goes is said by the settings, not by an answer.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    throw new SmsError(reasonOf(error));
  });
  const said = await textOf(answer);
  if (!answer.ok) throw new SmsError(`HTTP ${answer.status}`);
  if (expects !== undefined && !said.includes(expects)) throw new SmsError('refused');
}

type Escape = (text: string) => string;

/** One pass, so that what stands in a text is never taken for a place. */
function filled(template: string, { phone, text }: ShortMessage, escape: Escape): string {
  return template.replaceAll(/\{(phone|digits|text)\}/gu, (_, name: string) =>
    escape(name === 'text' ? text : name === 'digits' ? phone.replace('+', '') : phone),
  );
}

function escapeFor(headers: SmsGateway['headers']): Escape {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return type.toLowerCase().includes('json') ? (text) => JSON.stringify(text).slice(1, -1) : encodeURIComponent;
}

const bytesSchema = z.instanceof(Uint8Array);

/** No more than the first part of it is read. */
async function textOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (reader !== undefined && text.length < ANSWER_CHARACTERS_MAX) {
      const part = await reader.read();
      if (part.done) break;
      text += decoder.decode(bytesSchema.parse(part.value), { stream: true });
    }
    await reader?.cancel();
  } catch (error) {
    throw new SmsError(reasonOf(error));
  }
  return text;
}

const causeSchema = z.looseObject({ cause: z.looseObject({ code: z.string() }) });

/** A code, never a sentence: that may quote the address with its secret. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'ETIMEDOUT';
  const known = causeSchema.safeParse(error);
  return known.success ? known.data.cause.code : 'failed';
}
