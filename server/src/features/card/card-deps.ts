/** What the card's routes are made of, and the fields they share. */
import { z } from 'zod';
import { momentAnswer, momentText, uuidField } from '../../fields.ts';
import { instant } from '@kopilka/engine';
import type { Sends } from '../letters/sends.ts';
import { AGAIN_AFTER_SECONDS } from './rates.ts';
import { CODE_DIGITS } from './codes.ts';
import { type Channel, CHANNELS } from './contact.ts';
import type { SignInDeps } from './sign-in.ts';

export interface CardDeps extends SignInDeps {
  /** By which channels codes leave; the others wait in the outbox. */
  readonly sends: Sends;
}

export const cardParams = z.strictObject({ organization: uuidField });

export const languageField = z.enum(['ru', 'en']).default('ru').meta({ description: 'Of the letter.' });

export const sentCodeSchema = z
  .strictObject({
    channel: z.enum(CHANNELS),
    delivery: z.enum(['sent', 'outbox']).meta({
      description:
        'How this server is set up: codes by this channel are sent, or wait in the shop’s outbox. It says nothing about the person.',
    }),
    digits: z.int(),
    expiresAt: momentAnswer,
    againAfterSeconds: z.int().meta({ description: 'After so long another code may be asked for.' }),
  })
  .meta({ id: 'SentCode' });

export function sentCode(
  { sends }: Pick<CardDeps, 'sends'>,
  channel: Channel,
  expiresAt: number,
): z.input<typeof sentCodeSchema> {
  return {
    channel,
    delivery: sends[channel] ? 'sent' : 'outbox',
    digits: CODE_DIGITS,
    expiresAt: momentText(instant(expiresAt)),
    againAfterSeconds: AGAIN_AFTER_SECONDS,
  };
}
