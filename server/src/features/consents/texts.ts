/**
 * What people are asked to agree to. Each organization has its own words, in versions that never change; those of the first version
 * are shipped with Kopilka and written down with the organization's name when somebody first asks for them.
 */
import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import type { Database } from '../../kit/db.ts';
import { requireOrganization } from '../organizations/find.ts';
import {
  CONSENT_KINDS,
  type ConsentKind,
  type ConsentText,
  countConsents,
  type DatedText,
  findTexts,
  insertTexts,
  listTexts,
} from './store.ts';

/** Without it there is no card. */
export const REQUIRED: ConsentKind = 'processing';

const words = z.strictObject({ ru: z.string(), en: z.string() });

export const consentTextSchema = z
  .strictObject({
    kind: z.enum(CONSENT_KINDS),
    version: z.int(),
    required: z.boolean().meta({ description: 'Without a yes there is no card.' }),
    title: words,
    text: words.meta({ description: 'Plain; paragraphs are separated by an empty line.' }),
  })
  .meta({ id: 'ConsentText' });

export function consentTextAnswer({ kind, version, title, text }: ConsentText): z.input<typeof consentTextSchema> {
  return { kind, version, required: kind === REQUIRED, title: { ...title }, text: { ...text } };
}

export function consentsAnswer(texts: readonly ConsentText[]): z.input<typeof consentTextSchema>[] {
  return texts.map(consentTextAnswer);
}

/** The words in force, processing first. Throws ApiError organization_unknown. */
export async function textsInForce(db: Database, organizationId: string, now: number): Promise<readonly ConsentText[]> {
  const known = await db.tenant(organizationId, (tx) => findTexts(tx, organizationId));
  if (known.length > 0) return known;
  const { name } = await requireOrganization(db, organizationId);
  return db.tenant(organizationId, async (tx) => {
    await insertTexts(tx, organizationId, { texts: firstTexts(name), now });
    return findTexts(tx, organizationId);
  });
}

export interface CountedText extends DatedText {
  /** Members whose newest word is a yes to this version. */
  readonly agreed: number;
  /** Members whose newest word is a no to this version. */
  readonly declined: number;
}

/** Every version that there has been, newest first of each kind. Throws ApiError organization_unknown. */
export async function countedTexts(db: Database, organizationId: string, now: number): Promise<readonly CountedText[]> {
  // The first time somebody asks, the shipped texts are written down.
  await textsInForce(db, organizationId, now);
  return db.tenant(organizationId, async (tx) => {
    const [texts, counts] = await Promise.all([listTexts(tx, organizationId), countConsents(tx, organizationId)]);
    const members = (text: DatedText, granted: boolean): number =>
      counts.find((one) => one.kind === text.kind && one.version === text.version && one.granted === granted)
        ?.members ?? 0;
    return texts.map((text) => ({ ...text, agreed: members(text, true), declined: members(text, false) }));
  });
}

/**
 * A new version, in force at once. What was agreed to before stays agreed to, with its own version. Throws ApiError
 * consent_text_changed when it was made of an older version, and busy when somebody else publishes at the same moment.
 */
export async function publishText(
  db: Database,
  organizationId: string,
  wanted: Omit<ConsentText, 'version'> & { readonly now: number; readonly expectedVersion: number | undefined },
): Promise<ConsentText> {
  const { kind, title, text, now, expectedVersion } = wanted;
  const known = (await textsInForce(db, organizationId, now)).find((one) => one.kind === kind);
  const version = known?.version ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new ApiError('consent_text_changed', { version });
  const next = { kind, version: version + 1, title, text };
  if ((await db.tenant(organizationId, (tx) => insertTexts(tx, organizationId, { texts: [next], now }))) === 0)
    throw new ApiError('busy');
  return next;
}

function firstTexts(shop: string): readonly ConsentText[] {
  return [
    {
      kind: 'processing',
      version: 1,
      title: { ru: 'Обработка персональных данных', en: 'Processing of personal data' },
      text: {
        ru: [
          `Я разрешаю магазину «${shop}» хранить и использовать мой телефон или почту, имя, день рождения и сведения о моих покупках, чтобы вести мою карту: начислять и списывать бонусы, показывать историю и отвечать на вопросы.`,
          'Согласие действует, пока у меня есть карта. Отозвать его можно в любой момент: удалите карту в своём профиле, и всё, что называет вас, будет стёрто.',
        ].join('\n\n'),
        en: [
          `I allow “${shop}” to keep and use my phone or e-mail address, name, birthday and what I buy, to run my card: to give and take bonuses, show the history and answer questions.`,
          'This holds for as long as I have the card. It can be taken back at any time: delete the card in your profile, and all that names you is erased.',
        ].join('\n\n'),
      },
    },
    {
      kind: 'advertising',
      version: 1,
      title: { ru: 'Новости и предложения', en: 'News and offers' },
      text: {
        ru: [
          `Я хочу получать новости и предложения магазина «${shop}» по телефону или почте.`,
          'Карта работает и без этого. Передумать можно в любой момент в своём профиле.',
        ].join('\n\n'),
        en: [
          `I would like to get news and offers from “${shop}” by phone or e-mail.`,
          'The card works without it, too. You can change your mind at any time in your profile.',
        ].join('\n\n'),
      },
    },
  ];
}
