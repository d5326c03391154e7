/** A prize draw and its proof as answers tell them. */
import { z } from 'zod';
import { momentAnswer, momentText, unitsAnswer } from '../../fields.ts';
import { wordsAnswer, wordsSchema } from '../profiles/words.ts';
import type { DrawNow } from './draw.ts';
import type { StoredTickets } from './store.ts';

const winnerSchema = z
  .strictObject({
    n: z.int().meta({ description: 'The single prize, from 1, in the order of drawing.' }),
    prize: wordsSchema,
    accountId: z.string(),
    ticket: z.int().meta({ description: 'Number of the ticket in the whole row, from 0.' }),
    attempt: z.int(),
  })
  .meta({ id: 'DrawWinner' });

const fields = {
  id: z.string(),
  programId: z.string(),
  status: z.enum(['announced', 'committed', 'drawn']),
  at: momentAnswer.meta({ description: 'When tickets are counted; from then on it can be drawn.' }),
  wallet: z.string().meta({ description: 'Whose units are tickets.' }),
  prizes: z.array(z.strictObject({ name: wordsSchema, count: z.int() })),
  commitment: z
    .string()
    .nullable()
    .meta({ description: 'sha-256 of the seed (hex), published before the draw; null before that.' }),
  committedAt: momentAnswer.nullable(),
  drawnAt: momentAnswer.nullable(),
  tickets: unitsAnswer.nullable(),
  winners: z.array(winnerSchema),
};

export const drawSchema = z.strictObject(fields).meta({ id: 'Draw' });

export const proofSchema = z
  .strictObject({
    ...fields,
    seed: z.string().meta({ description: '32 bytes as hex.' }),
    ticketsHash: z.string().meta({
      description: 'sha-256 (hex) of a line "<account id> <tickets>\\n" for each holder, in the order of the list.',
    }),
    holders: z.array(
      z.strictObject({
        n: z.int(),
        accountId: z.string(),
        units: unitsAnswer,
        upto: z.int().meta({ description: 'Tickets up to and with these.' }),
      }),
    ),
    next: z.int().nullable().meta({ description: '`after` of the next page of holders; null at the end.' }),
    algorithm: wordsSchema,
  })
  .meta({ id: 'DrawProof' });

export function drawAnswer({ name, terms, stored, winners }: DrawNow): z.input<typeof drawSchema> {
  const drawn = stored?.drawn ?? null;
  return {
    id: name.drawId,
    programId: name.programId,
    status: stored === null ? 'announced' : drawn === null ? 'committed' : 'drawn',
    at: momentText(terms.at),
    wallet: terms.wallet,
    prizes: terms.prizes.map((prize) => ({ name: wordsAnswer(prize.name), count: prize.count })),
    commitment: stored?.commitment ?? null,
    committedAt: stored === null ? null : momentText(stored.committedAt),
    drawnAt: drawn === null ? null : momentText(drawn.at),
    tickets: drawn?.tickets ?? null,
    winners: winners.map(({ n, prize, accountId, ticket, attempt }) => ({
      n,
      prize: wordsAnswer(terms.prizes[prize]?.name ?? {}),
      accountId,
      ticket,
      attempt,
    })),
  };
}

export function proofAnswer(
  draw: DrawNow,
  proof: {
    readonly seed: Buffer;
    readonly ticketsHash: string;
    readonly holders: readonly StoredTickets[];
    readonly next: number | null;
  },
): z.input<typeof proofSchema> {
  return {
    ...drawAnswer(draw),
    seed: proof.seed.toString('hex'),
    ticketsHash: proof.ticketsHash,
    holders: proof.holders.map(({ n, accountId, units, upto }) => ({ n, accountId, units, upto })),
    next: proof.next,
    algorithm: ALGORITHM,
  };
}

const ALGORITHM = {
  en: [
    '1. sha-256 of the seed must be the commitment, which was published before the draw; sha-256 of the lines "<account id> <tickets>\\n" of all holders must be ticketsHash.',
    '2. The tickets that were held at the moment of the draw (`at`) stand in a row, numbered from 0, in the order of the list of holders. T is how many are in the row.',
    '3. Single prizes are numbered from 1 in the order of the list of prizes, each as often as its count. For prize n = 1, 2, … and attempt k = 0, 1, …: the number is HMAC-SHA256 with the 32 bytes of the seed as key over the text "<draw id>/<n>/<k>", read as a whole number of 256 bits, big end first.',
    '4. If the number is at least 2^256 − (2^256 mod T), take the next attempt. Otherwise the number mod T is the place of the winning ticket in the row.',
    '5. The holder of the ticket wins prize n. All tickets of the winner leave the row, those behind move up, T becomes smaller, and the next prize is drawn, until there are no more prizes or no more tickets. The number that a winning ticket is told by is its number in the whole row, before anybody left it.',
  ].join('\n'),
  ru: [
    '1. sha-256 от seed должен совпасть с обязательством, опубликованным до розыгрыша; sha-256 от строк «<номер счёта> <билеты>\\n» всех участников — с ticketsHash.',
    '2. Билеты, которые были у участников в момент розыгрыша (`at`), стоят в ряд и пронумерованы с 0 в порядке списка участников. T — сколько их в ряду.',
    '3. Призы пронумерованы с 1 в порядке списка призов, каждый столько раз, сколько их. Для приза n = 1, 2, … и попытки k = 0, 1, …: число — это HMAC-SHA256 с ключом из 32 байт seed от текста «<id розыгрыша>/<n>/<k>», прочитанный как целое число из 256 бит, старший байт первый.',
    '4. Если число не меньше 2^256 − (2^256 mod T), берётся следующая попытка. Иначе число mod T — место выигравшего билета в ряду.',
    '5. Владелец билета получает приз n. Все его билеты покидают ряд, стоящие за ними сдвигаются, T уменьшается, и разыгрывается следующий приз — пока есть призы и билеты. Номер выигравшего билета в ответе — его номер в полном ряду, до чьего-либо выхода.',
  ].join('\n'),
} as const;
