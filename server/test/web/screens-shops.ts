/**
 * The shops of the tour of screens, one of each kind in each language: one where everything that a till and a card can show is there, one
 * with as little as a program can have, one where every name is as long as it may be, and one without a program.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const DAY_MS = 86_400_000;

export type Language = 'ru' | 'en';
export type Call = (method: string, path: string, body?: object | string) => Promise<unknown>;

export interface TourShop {
  readonly address: string;
  readonly organizationId: string;
  readonly call: Call;
}

export interface TourServer {
  readonly address: string;
  readonly dataDirectory: string;
}

export interface TourShops {
  /** Everything: levels, two wallets, rewards, coupons, gift cards, three cashiers. */
  readonly coffee: TourShop;
  /** A wallet and a rule; one cashier. */
  readonly bare: TourShop;
  /** Names of hundreds of characters, in scripts of both directions; two programs. */
  readonly long: TourShop;
  readonly empty: TourShop;
}

/** As a key calls; text is YAML. Throws when it is refused. */
export function callWith(address: string, key: string): Call {
  return async (method, path, body) => {
    const isText = typeof body === 'string';
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': isText ? 'application/yaml' : 'application/json' },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const said: unknown = text === '' ? null : JSON.parse(text);
    return said;
  };
}

export async function makeShops(server: TourServer, language: Language): Promise<TourShops> {
  const isRussian = language === 'ru';
  const coffee = makeShop(server, isRussian ? 'Угловая кофейня' : 'Corner Coffee');
  await coffee.call('PUT', '/v1/programs/corner-coffee', COFFEE);
  await coffee.call('POST', '/v1/rewards/cinema/codes', {
    codes: ['KINO-7KXR-4FNP', 'KINO-3HMT-9QWZ', 'KINO-88LA-2PCD'],
  });
  await coffee.call('POST', '/v1/coupon-batches', { couponId: 'ten-off', code: 'SUMMER-26' });
  for (const name of isRussian
    ? ['Мария', 'Константин Преображенский', 'Оля']
    : ['Maria', 'Constantine Featherstonehaugh', 'Olya'])
    await coffee.call('PUT', `/v1/cashiers/${crypto.randomUUID()}`, { name, pin: PIN });
  const bare = makeShop(server, isRussian ? 'Лавка' : 'The Shop');
  await bare.call('PUT', '/v1/programs/cashback', BARE);
  await bare.call('PUT', `/v1/cashiers/${crypto.randomUUID()}`, { name: isRussian ? 'Мария' : 'Maria', pin: PIN });
  const long = makeShop(server, LONG_NAME.slice(0, 100));
  await long.call('PUT', '/v1/programs/long', longProgram('long'));
  await long.call('PUT', '/v1/programs/other', longProgram('other'));
  const empty = makeShop(server, isRussian ? 'Новый магазин' : 'A new shop');
  return { coffee, bare, long, empty };
}

export const PIN = '4071';
export const LONG_NAME = `Общество_любителей_кофе_${'ы'.repeat(40)} משה בן מימון 👩‍👩‍👧‍👦 ${'Wolfeschlegelsteinhausenbergerdorff '.repeat(4)}`;

/** An organization of its own on the same server. */
function makeShop({ address, dataDirectory }: TourServer, name: string): TourShop {
  const said = execFileSync(process.execPath, [MAIN, 'organization', 'create', '--name', name], {
    env: { ...process.env, KOPILKA_DATA: dataDirectory, LOG_LEVEL: 'error' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [, organizationId = ''] = /^organization\s+(\S+)$/mu.exec(said) ?? [];
  const [, key = ''] = /^admin key\s+(\S+)$/mu.exec(said) ?? [];
  return { address, organizationId, call: callWith(address, key) };
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly card: string;
}

const idSchema = z.looseObject({ id: z.string() });
let people = 0;

export async function newPerson(shop: TourShop, name: string): Promise<Person> {
  people += 1;
  const phone = `+7916${String(5_550_100 + people)}`;
  const card = `20000000${String(10_000 + people)}`;
  const made = await shop.call('POST', '/v1/members', {
    identities: { phone, card },
    profile: { name, birthday: '1990-05-17' },
  });
  return { id: idSchema.parse(made).id, name, phone, card };
}

const GOODS = {
  ru: { raf: 'Раф', latte: 'Латте', cake: 'Чизкейк', beans: 'Кофе в зёрнах, 1 кг' },
  en: { raf: 'Raf coffee', latte: 'Latte', cake: 'Cheesecake', beans: 'Coffee beans, 1 kg' },
} as const;

/** Somebody who has been coming for half a year: old bonuses burn soon, the next level is near, coupons lie on the card. */
export async function newRegular(shop: TourShop, language: Language): Promise<Person> {
  const person = await newPerson(shop, language === 'ru' ? 'Анна Кузнецова' : 'Anna Novak');
  const goods = GOODS[language];
  for (const [daysAgo, name, category, price] of [
    [172, goods.beans, 'beans', 240_000],
    [95, goods.cake, 'cake', 142_000],
    [41, goods.beans, 'beans', 198_000],
    [9, goods.raf, 'coffee', 67_000],
    [1, goods.latte, 'coffee', 29_000],
  ] as const)
    await shop.call('POST', '/v1/purchases', {
      member: { id: person.id },
      history: true,
      receipt: {
        id: crypto.randomUUID(),
        at: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
        total: price,
        lines: [{ sku: name, name, category, quantity: 1, price, amount: price }],
      },
    });
  await shop.call('POST', '/v1/coupons/free-raf/issues', { member: { id: person.id }, count: 2 });
  return person;
}

/** Somebody who has a lot of everything, called by the longest name. */
export async function newLong(shop: TourShop): Promise<Person> {
  const person = await newPerson(shop, LONG_NAME.slice(0, 200));
  for (const wallet of ['main', 'second', 'third'])
    await shop.call('POST', '/v1/corrections', {
      member: { id: person.id },
      programId: 'long',
      wallet,
      units: 123_456_789,
      reason: LONG_NAME.slice(0, 200),
    });
  await shop.call('POST', '/v1/coupons/coupon/issues', { member: { id: person.id }, programId: 'long', count: 3 });
  return person;
}

/** A till with the token of its device. */
export async function newTill(shop: TourShop, store: string, name: string): Promise<{ id: string; token: string }> {
  const id = crypto.randomUUID();
  await shop.call('PUT', '/v1/stores/corner', { name: store });
  await shop.call('PUT', `/v1/tills/${id}`, { name, storeId: 'corner' });
  const paired = await shop.call('POST', '/v1/tills/pair', { code: await pairingCode(shop, id) });
  return { id, token: z.looseObject({ token: z.string() }).parse(paired).token };
}

export async function pairingCode(shop: TourShop, tillId: string): Promise<string> {
  const opened = await shop.call('POST', `/v1/tills/${tillId}/pairing`);
  return z.looseObject({ code: z.string() }).parse(opened).code;
}

const lettersSchema = z.looseObject({
  letters: z.array(z.looseObject({ to: z.string(), text: z.string().nullable() })),
});

/** The newest code that waits in the outbox for somebody. */
export async function codeFor({ call }: TourShop, to: string): Promise<string> {
  const { letters } = lettersSchema.parse(await call('GET', '/v1/letters'));
  return /\b\d{6}\b/u.exec(letters.find((letter) => letter.to === to)?.text ?? '')?.[0] ?? '';
}

const COFFEE = `kopilka: 1
id: corner-coffee
name: { ru: Угловая кофейня, en: Corner Coffee }
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus:
    name: { ru: { one: бонус, few: бонуса, many: бонусов }, en: { one: bonus, other: bonuses } }
    worth: 1.00
    expires: { after: P180D }
    pay: { max: 50%, of: receipt }
    debt: allow
  star:
    name: { ru: { one: звезда, few: звезды, many: звёзд }, en: { one: star, other: stars } }
tiers:
  by: spend
  window: { rolling: P12M }
  keeps: { for: P12M }
  levels:
    - { id: guest, from: 0, name: { ru: Гость, en: Guest } }
    - { id: friend, from: 6000.00, name: { ru: Друг, en: Friend }, privileges: [{ ru: Закрытые дегустации, en: Tastings behind closed doors }, { ru: Вода и десерт без очереди, en: Water and dessert without waiting }] }
    - { id: family, from: 7500.00, name: { ru: Свой человек, en: Family } }
rules:
  - { id: base, name: { ru: Бонусы за покупку, en: Bonuses for a purchase }, on: purchase, earn: { wallet: bonus, rate: { guest: 5%, friend: 7%, family: 10% } } }
  - { id: stars, name: { ru: Звезда за кофе, en: A star for coffee }, on: purchase, earn: { wallet: star, rate: 1 per 200.00, lines: 'line.category == "coffee"' } }
  - { id: welcome, name: { ru: Подарок за знакомство, en: Welcome gift }, on: enrolled, earn: { wallet: bonus, units: 100 } }
rewards:
  - id: croissant
    name: { ru: Круассан, en: Croissant }
    about: { ru: С миндалём или без, en: With almonds or without }
    price: { bonus: 150 }
    collect: P7D
    stock: 5
    gives: { gift: { sku: CROISSANT } }
  - id: cinema
    name: { ru: Билет в кино, en: Cinema ticket }
    about: { ru: На любой сеанс до конца года, en: For any show until the end of the year }
    price: { bonus: 100 }
    codes: true
    gives: { message: { ru: Приятного просмотра, en: Enjoy the film } }
  - id: mug
    name: { ru: Кружка с вашим именем, en: A mug with your name }
    price: { star: 2 }
    collect: P7D
    gives: { gift: { sku: MUG } }
  - id: dinner
    name: { ru: Ужин на двоих, en: Dinner for two }
    price: { bonus: 6000 }
    collect: P30D
    gives: { gift: { sku: DINNER } }
  - id: half-price
    name: { ru: Чек за полцены, en: Half price }
    price: { bonus: 200 }
    gives: { discount: { percent: 50% } }
coupons:
  - { id: ten-off, name: { ru: Скидка 10 %, en: 10 % off }, expires: { after: P30D }, gives: { discount: { percent: 10% } } }
  - { id: free-raf, name: { ru: Раф в подарок, en: A raf coffee for free }, expires: { after: P30D }, gives: { discount: { percent: 100%, lines: 'line.category == "coffee"' } } }
giftCards: { amounts: [1000.00], expires: P1Y }
`;

const BARE = `kopilka: 1
id: cashback
name: { ru: Кешбэк, en: Cashback }
currency: RUB
timezone: Europe/Moscow
wallets:
  point: { name: { ru: { one: балл, few: балла, many: баллов }, en: { one: point, other: points } }, worth: 1.00, pay: { max: 100%, of: receipt } }
rules:
  - { id: base, on: purchase, earn: { wallet: point, rate: 3% } }
`;

export function longProgram(id: string): string {
  const unit = 'высокоблагодарственный_поощрительный_балл_участника';
  const name = JSON.stringify({
    ru: { one: unit, few: `${unit}а`, many: `${unit}ов` },
    en: { one: unit, other: `${unit}s` },
  });
  const words = JSON.stringify({ ru: LONG_NAME.slice(0, 100), en: LONG_NAME.slice(0, 100) });
  return `kopilka: 1
id: ${id}
name: ${JSON.stringify({ ru: `Программа ${id} для участников общества`, en: `Program ${id} for members of the society` })}
currency: RUB
timezone: Europe/Moscow
wallets:
  main: { name: ${name}, decimals: 2, worth: 1.00, pay: { max: 100%, of: receipt } }
  second: { name: ${name} }
  third: { name: ${name} }
tiers:
  by: spend
  levels:
    - { id: first, from: 0, name: ${words}, privileges: [${words}] }
    - { id: last, from: 99999999.00, name: ${words} }
rules:
  - { id: base, name: ${words}, on: purchase, earn: { wallet: main, rate: 5% } }
  - { id: more, name: ${words}, on: purchase, earn: { wallet: second, rate: 1 per 1.00 } }
rewards:
  - { id: reward, name: ${words}, about: ${words}, price: { main: 100 }, collect: P7D, gives: { gift: { sku: ${JSON.stringify('SKU'.repeat(20))} } } }
coupons:
  - { id: coupon, name: ${words}, gives: { discount: { percent: 10% } } }
`;
}
