/** The tour's way through the customer's card: the door by phone and by e-mail, the card, its other places, and what can go wrong. */
import type { Page } from 'playwright-core';
import { type App, type Screen, settle } from './screens-look.ts';
import {
  codeFor,
  type Language,
  LONG_NAME,
  newLong,
  newPerson,
  newRegular,
  newTill,
  type Person,
  PIN,
  type TourShop,
  type TourShops,
} from './screens-shops.ts';

interface Place {
  readonly shop: TourShop;
  readonly language: Language;
  /** As soon as the app has been entered. */
  readonly at: { person: Person };
}

export function cardsOf({ coffee, bare, long, empty }: TourShops, language: Language): readonly App[] {
  const placeOf = (shop: TourShop): Place => ({
    shop,
    language,
    at: { person: { id: '', name: '', phone: '', card: '' } },
  });
  const regular = placeOf(coffee);
  const door = placeOf(coffee);
  const newcomer = placeOf(bare);
  const wordy = placeOf(long);
  const early = placeOf(empty);
  const named = (shop: TourShop) => newPerson(shop, language === 'ru' ? 'Олег' : 'Oleg');
  return [
    { name: 'card-door', isShownOnce: true, screens: doors(door), enter: () => Promise.resolve() },
    appOf('card', regular, newRegular, [...places(regular), ...more(regular), ...trouble(regular)]),
    appOf('card-bare', newcomer, named, [
      at(newcomer, 'card', ''),
      at(newcomer, 'rewards', '/rewards'),
      at(newcomer, 'history', '/history'),
    ]),
    appOf('card-long', wordy, newLong, [
      at(wordy, 'card', ''),
      at(wordy, 'rewards', '/rewards'),
      at(wordy, 'history', '/history'),
      at(wordy, 'more', '/more'),
    ]),
    appOf('card-empty', early, named, [at(early, 'card', ''), at(early, 'rewards', '/rewards')]),
  ];
}

function appOf(
  name: string,
  place: Place,
  meet: (shop: TourShop, language: Language) => Promise<Person>,
  screens: readonly Screen[],
): App {
  return {
    name,
    screens,
    isShownOnce: true,
    enter: async (page) => {
      place.at.person = await meet(place.shop, place.language);
      await signIn(place, page);
    },
  };
}

function baseOf({ shop: { address, organizationId } }: Place): string {
  return `${address}/c/${organizationId}`;
}

const button = (page: Page, name: RegExp) => page.getByRole('button', { name }).first();
const ANOTHER_WAY = /^(?:Лучше по почте|By e-mail instead)$/u;
const CODE = 'input[autocomplete="one-time-code"]';

async function askCode(page: Page, contact: string): Promise<void> {
  await page.getByRole('textbox').first().fill(contact);
  await page.keyboard.press('Enter');
}

async function typeCode(place: Place, page: Page, contact: string): Promise<void> {
  await page.locator(CODE).waitFor();
  await page.locator(CODE).fill(await codeFor(place.shop, contact));
  await page.getByRole('checkbox').first().waitFor();
}

async function signIn(place: Place, page: Page): Promise<void> {
  const { phone } = place.at.person;
  await page.goto(baseOf(place));
  await askCode(page, phone);
  await typeCode(place, page, phone);
  await page.getByRole('checkbox').first().check();
  await button(page, /^(?:Получить карту|Get the card)$/u).click();
  await page.getByRole('navigation').waitFor();
}

function at(place: Place, name: string, path: string): Screen {
  return {
    name,
    show: async (page) => {
      await page.goto(`${baseOf(place)}${path}`);
      await page.getByRole('navigation').waitFor();
    },
  };
}

let strangers = 0;

/** Nobody whom the shop knows. */
function newContact(): { readonly phone: string; readonly email: string } {
  strangers += 1;
  return { phone: `+7926${5_550_100 + strangers}`, email: `somebody-with-a-long-name-${strangers}@mail.example.com` };
}

function doors(place: Place): readonly Screen[] {
  const base = baseOf(place);
  const { address } = place.shop;
  const start = async (page: Page): Promise<void> => {
    await page.goto(base);
    await page.getByRole('textbox').waitFor();
  };
  const step = (name: string, go: (page: Page, phone: string) => Promise<void>): Screen => ({
    name,
    show: async (page) => {
      await start(page);
      await go(page, newContact().phone);
    },
  });
  return [
    step('join', () => Promise.resolve()),
    step('join-nothing', (page) => button(page, /^(?:Получить код|Get a code)$/u).click()),
    step('join-email', (page) => button(page, ANOTHER_WAY).click()),
    step('join-garbage', async (page) => {
      await askCode(page, '12<script>');
      await page.getByText(/^(?:Это не весь номер|That is not a whole phone)/u).waitFor();
    }),
    step('code', async (page, phone) => {
      await askCode(page, phone);
      await page.locator(CODE).waitFor();
    }),
    step('code-email', async (page) => {
      await button(page, ANOTHER_WAY).click();
      await askCode(page, newContact().email);
      await page.locator(CODE).waitFor();
    }),
    step('code-wrong', async (page, phone) => {
      await askCode(page, phone);
      await page.locator(CODE).fill((await codeFor(place.shop, phone)) === '000000' ? '000001' : '000000');
      await page.getByRole('alert').nth(1).waitFor();
    }),
    step('code-too-soon', async (page, phone) => {
      await askCode(page, phone);
      await button(page, /^(?:Не мой номер|Not my number)$/u).click();
      await askCode(page, phone);
      await page.getByRole('alert').waitFor();
    }),
    step('consents', async (page, phone) => {
      await askCode(page, phone);
      await typeCode(place, page, phone);
    }),
    step('consents-missing', async (page, phone) => {
      await askCode(page, phone);
      await typeCode(place, page, phone);
      await page
        .getByText(/^(?:Прочитать текст|Read the text)/u)
        .first()
        .click();
      await button(page, /^(?:Получить карту|Get the card)$/u).click();
    }),
    { name: 'unknown-shop', show: (page) => goTo(page, `${address}/c/${crypto.randomUUID()}`) },
    { name: 'wrong-address', show: (page) => goTo(page, `${address}/c/nobody`) },
    {
      name: 'offline-door',
      show: async (page) => {
        await start(page);
        await page.context().setOffline(true);
        await askCode(page, newContact().phone);
        await page.getByRole('alert').waitFor();
      },
    },
  ];
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading').first().waitFor();
}

function places(place: Place): readonly Screen[] {
  const home = at(place, 'card', '');
  const rewards = at(place, 'rewards', '/rewards');
  const large = async (page: Page): Promise<void> => {
    await home.show(page);
    await button(page, /Покажите на кассе|Show at the till|QR/u).click();
    await page.getByRole('dialog').waitFor();
  };
  const take = async (page: Page): Promise<void> => {
    await rewards.show(page);
    await button(page, /^(?:Взять|Take it)$/u).click();
    await page.getByRole('dialog').waitFor();
    await settle(page);
  };
  return [
    home,
    { name: 'show', show: large },
    {
      name: 'show-code',
      show: async (page) => {
        await askForCode(place);
        await large(page);
        await page.getByRole('dialog').getByRole('alert').waitFor();
      },
    },
    at(place, 'history', '/history'),
    {
      name: 'history-open',
      show: async (page) => {
        await at(place, 'history', '/history').show(page);
        const rows = page.locator('summary');
        await rows.first().click();
        await rows.nth(1).click();
      },
    },
    rewards,
    { name: 'reward-ask', show: take },
    {
      name: 'reward-taken',
      show: async (page) => {
        await take(page);
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(?:Взять|Take it)$/u })
          .click();
        await page.getByText(/^(?:Готово, это ваше|It is yours)$/u).waitFor();
      },
    },
    {
      name: 'reward-code',
      show: async (page) => {
        await place.shop.call('POST', '/v1/redemptions', {
          member: { id: place.at.person.id },
          rewardId: 'cinema',
          id: crypto.randomUUID(),
        });
        await rewards.show(page);
        await button(page, /^(?:Показать QR|Show as QR)$/u).click();
      },
    },
  ];
}

/** As a till does before it takes much. */
async function askForCode({ shop, language, at: { person } }: Place): Promise<void> {
  const store = language === 'ru' ? 'На Покровке' : 'Baker Street';
  const { token } = await newTill(shop, store, '2');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const till = await fetch(`${shop.address}/v1/till`, { headers }).then((answer) => answer.text());
  const [, personId = ''] = /"cashiers":\[\{"id":"([^"]+)"/u.exec(till) ?? [];
  const entered = await fetch(`${shop.address}/v1/till/cashier`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ personId, pin: PIN }),
  }).then((answer) => answer.text());
  const [, cashier = ''] = /"token":"([^"]+)"/u.exec(entered) ?? [];
  const asked = await fetch(`${shop.address}/v1/till/confirmations`, {
    method: 'POST',
    headers: { ...headers, 'kopilka-cashier': cashier },
    body: JSON.stringify({ member: { id: person.id }, amount: 75_000 }),
  });
  if (!asked.ok) throw new Error(await asked.text());
}

function more(place: Place): readonly Screen[] {
  const screen = at(place, 'more', '/more');
  const step = (name: string, go: (page: Page) => Promise<void>): Screen => ({
    name,
    show: async (page) => {
      await screen.show(page);
      await page.getByRole('textbox').first().waitFor();
      await go(page);
    },
  });
  return [
    screen,
    step('more-changed', async (page) => {
      await page
        .getByRole('textbox')
        .first()
        .fill(place.language === 'ru' ? 'Анна' : 'Anna');
      await page
        .getByText(/^(?:Прочитать текст|Read the text)/u)
        .first()
        .click();
    }),
    step('more-install', async (page) => {
      // Browsers offer it when they please; the offer looks like this.
      await page.evaluate(
        `dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: () => Promise.resolve() }))`,
      );
      await page.getByText(/^(?:Добавить на экран|Add to the home screen)$/u).scrollIntoViewIfNeeded();
    }),
    step('more-contact', async (page) => {
      await button(page, /^(?:Добавить|Add)$/u).click();
      const field = page.getByLabel(/^(?:Новая почта|New e-mail)$/u);
      await field.fill(newContact().email);
      await field.press('Enter');
      await page.locator(CODE).waitFor();
    }),
    step('more-delete', async (page) => {
      await button(page, /^(?:Удалить мою карту|Delete my card)$/u).click();
    }),
    step('more-delete-code', async (page) => {
      await button(page, /^(?:Удалить мою карту|Delete my card)$/u).click();
      await button(page, /^(?:Отправить код|Send a code)$/u).click();
      await page.locator(CODE).fill(await eventually(() => codeFor(place.shop, place.at.person.phone)));
      await page
        .getByRole('button', { name: /^(?:Удалить мою карту|Delete my card)$/u })
        .last()
        .click();
      await page.getByRole('dialog').waitFor();
    }),
  ];
}

/** The letter is there a moment after the screen asked for it. */
async function eventually(ask: () => Promise<string>): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return ask();
}

function trouble(place: Place): readonly Screen[] {
  const { shop } = place;
  const home = at(place, 'card', '');
  return [
    {
      name: 'blocked',
      show: async (page) => {
        await shop.call('PATCH', `/v1/members/${place.at.person.id}`, { status: 'blocked' });
        await home.show(page);
        await page.getByText(/^(?:Карта заблокирована|The card is blocked)$/u).waitFor();
        await shop.call('PATCH', `/v1/members/${place.at.person.id}`, { status: 'active' });
      },
    },
    {
      name: 'offline',
      show: async (page) => {
        await home.show(page);
        await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
        await page.waitForTimeout(1500);
        await page.context().setOffline(true);
        await page.reload();
        await page.getByRole('navigation').waitFor();
      },
    },
    {
      name: 'offline-never-seen',
      show: async (page) => {
        await page.context().setOffline(true);
        await page.goto(`${baseOf(place)}/more`);
        await page.getByRole('alert').first().waitFor();
      },
    },
    {
      name: 'signed-out',
      show: async (page) => {
        await at(place, 'more', '/more').show(page);
        const name = page.getByRole('textbox').first();
        await name.fill(LONG_NAME.slice(0, 20));
        await page.context().clearCookies();
        await name.press('Enter');
        await page.getByText(/^(?:Вы вышли из карты|You have been signed out)$/u).waitFor();
      },
    },
  ];
}
