/** The tour's way through the till: every step of a sale and of a return, every door, everything that can go wrong on the way. */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { type App, type Screen, settle } from './screens-look.ts';
import {
  codeFor,
  type Language,
  LONG_NAME,
  newLong,
  newPerson,
  newRegular,
  newTill,
  pairingCode,
  type Person,
  type TourShop,
  type TourShops,
} from './screens-shops.ts';
import {
  byName,
  enterPin,
  find,
  named,
  open,
  type Place,
  press,
  record,
  recorded,
  returning,
  returnLast,
  scan,
  sell,
  sumOf,
} from './screens-till-ways.ts';

export function tillsOf({ coffee, bare, long, empty }: TourShops, language: Language): readonly App[] {
  const placeOf = (shop: TourShop): Place => ({ shop, language, at: { tillId: '', person: NOBODY } });
  const busy = placeOf(coffee);
  const quiet = placeOf(bare);
  const wordy = placeOf(long);
  return [
    appOf('till', busy, newRegular, [
      ...doors(busy),
      ...who(busy),
      ...what(busy),
      ...done(busy),
      ...returns(busy),
      ...trouble(busy),
    ]),
    appOf('till-bare', quiet, (shop) => newPerson(shop, language === 'ru' ? 'Олег' : 'Oleg'), [
      { name: 'pin', show: (page) => doorOf(quiet, page) },
      { name: 'who', show: (page) => open(quiet, page) },
      { name: 'what', show: (page) => sell(quiet, page, '1490') },
      { name: 'return', show: (page) => press(quiet, page, 'F8') },
      { name: 'day', show: (page) => press(quiet, page, 'F9') },
    ]),
    appOf('till-long', wordy, newLong, [
      {
        name: 'found',
        show: async (page) => {
          await open(wordy, page);
          await page.getByRole('combobox').fill(LONG_NAME.slice(0, 5));
          await page.getByRole('option').first().waitFor();
        },
      },
      {
        name: 'what',
        show: async (page) => {
          await sell(wordy, page, '98765432');
          await page.locator('[aria-pressed=false]').last().click();
        },
      },
      { name: 'done', show: (page) => record(wordy, page, '987654') },
      { name: 'return', show: (page) => returnLast(wordy, page) },
    ]),
    appOf('till-empty', placeOf(empty), (shop) => newPerson(shop, 'Анна'), [
      { name: 'no-program', show: (page) => page.goto(`${empty.address}/till`).then(() => undefined) },
    ]),
  ];
}

const NOBODY: Person = { id: '', name: '', phone: '', card: '' };

function appOf(
  name: string,
  place: Place,
  meet: (shop: TourShop, language: Language) => Promise<Person>,
  screens: readonly Screen[],
): App {
  const { shop, language, at } = place;
  const isRussian = language === 'ru';
  return {
    name,
    screens,
    isShownOnce: true,
    enter: async (page) => {
      at.person = await meet(shop, language);
      const store = name === 'till-long' ? LONG_NAME.slice(0, 100) : isRussian ? 'На Покровке' : 'Baker Street';
      const till = await newTill(shop, store, isRussian ? 'Касса 1' : 'Till 1');
      at.tillId = till.id;
      await page.goto(`${shop.address}/till`);
      await page.evaluate(`localStorage.setItem('kopilka.till.token', ${JSON.stringify(till.token)})`);
    },
  };
}

/** Before whatever door there is. */
async function doorOf({ shop: { address } }: Place, page: Page): Promise<void> {
  await page.evaluate('sessionStorage.clear()');
  await page.goto(`${address}/till`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

function doors(place: Place): readonly Screen[] {
  const { address } = place.shop;
  const withoutToken = async (page: Page): Promise<void> => {
    await page.evaluate(
      `sessionStorage.clear(); sessionStorage.setItem('kept', localStorage.getItem('kopilka.till.token'))`,
    );
    await page.evaluate(`localStorage.removeItem('kopilka.till.token')`);
    await page.goto(`${address}/till`);
    await page.getByRole('textbox').waitFor();
    await page.evaluate(`localStorage.setItem('kopilka.till.token', sessionStorage.getItem('kept'))`);
  };
  return [
    named('pair', withoutToken),
    named('pair-wrong', async (page) => {
      await withoutToken(page);
      await page.getByRole('textbox').fill('AAAA-AAAA');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    }),
    named('pair-instead', async (page) => {
      await page.goto('about:blank');
      await page.goto(`${address}/till#pair=${await pairingCode(place.shop, place.at.tillId)}`);
      await page.getByRole('textbox').waitFor();
    }),
    named('names', (page) => doorOf(place, page)),
    named('pin', async (page) => {
      await doorOf(place, page);
      await byName(page, /^(?:Мария|Maria)$/u).click();
    }),
    named('pin-wrong', async (page) => {
      await doorOf(place, page);
      await byName(page, /^(?:Мария|Maria)$/u).click();
      await enterPin(page, '9999');
      await page.getByRole('alert').waitFor();
    }),
  ];
}

function who(place: Place): readonly Screen[] {
  const { shop } = place;
  return [
    named('who', (page) => open(place, page)),
    named('who-several', async (page) => {
      await open(place, page);
      await page.getByRole('combobox').fill(place.at.person.name.slice(0, 4));
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    }),
    named('who-nobody', async (page) => {
      await find(place, page, 'https://example.com/?x=1');
      await page.getByText(/^(?:Никто не нашёлся|Nobody is found)$/u).waitFor();
    }),
    named('who-foreign', async (page) => {
      await find(place, page, `KC1.${'ABCDEFGH'.repeat(4)}.12345678`);
      await page
        .getByRole('alert')
        .or(page.getByText(/^(?:Никто не нашёлся|Nobody is found)$/u))
        .first()
        .waitFor();
    }),
    named('who-blocked', async (page) => {
      const { id, card } = await newPerson(shop, place.language === 'ru' ? 'Пётр Заблокированный' : 'Peter Blocked');
      await shop.call('PATCH', `/v1/members/${id}`, { status: 'blocked' });
      await find(place, page, card);
      await page.getByRole('heading', { level: 1, name: /Пётр|Peter/u }).waitFor();
    }),
    named('new', (page) => press(place, page, 'F2')),
    named('new-taken', async (page) => {
      await press(place, page, 'F2');
      await page.getByRole('textbox').first().fill(place.at.person.phone);
      await page.getByRole('checkbox').first().check();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('alert').waitFor();
    }),
    named('camera', async (page) => {
      await page.context().grantPermissions(['camera'], { origin: shop.address });
      await press(place, page, 'F7');
      await page.waitForTimeout(1500);
    }),
    named('camera-denied', async (page) => {
      await page.context().clearPermissions();
      await press(place, page, 'F7');
      await page.getByRole('alert').waitFor();
    }),
    named('coupon-first', async (page) => {
      await find(place, page, 'SUMMER-26');
      await page.getByRole('status').filter({ hasText: '10' }).first().waitFor();
    }),
    named('gift-card', async (page) => {
      const made = await shop.call('POST', '/v1/gift-cards', { amount: 100_000, activate: true });
      const { code } = z.looseObject({ card: z.looseObject({ code: z.string() }) }).parse(made).card;
      await find(place, page, code);
      await page.getByRole('status').filter({ hasText: /1.000/u }).first().waitFor();
    }),
    named('menu', async (page) => {
      await open(place, page);
      await byName(page, /^(?:Мария|Maria)$/u).click();
    }),
  ];
}

function what(place: Place): readonly Screen[] {
  return [
    named('what-empty', async (page) => {
      await find(place, page, place.at.person.card);
      await sumOf(page).waitFor();
    }),
    named('what', (page) => sell(place, page, '1490')),
    named('what-pay', async (page) => {
      await sell(place, page, '1490');
      await byName(page, /^200$/u).click();
      await byName(page, /^(?:Почему так|Why so)$/u).click();
    }),
    named('what-lines', async (page) => {
      await sell(place, page, '1490');
      await page.getByText(/^(?:Строки|Lines)$/u).click();
      const goods = place.language === 'ru' ? ['Латте', 'Чизкейк'] : ['Latte', 'Cheesecake'];
      for (const [index, name] of goods.entries()) {
        await page.locator('[data-line-name]').nth(index).fill(name);
        await page
          .getByRole('textbox', { name: /^(?:Категория|Category)$/u })
          .nth(index)
          .fill(index === 0 ? 'coffee' : 'cake');
        const price = page.getByRole('textbox', { name: /^(?:Цена|Price)$/u }).nth(index);
        await price.fill(index === 0 ? '290' : '420');
        await price.press('Enter');
      }
    }),
    named('what-coupons', async (page) => {
      await sell(place, page, '1490');
      await byName(page, /^(?:Ввести код|Type a code)$/u).click();
      await page.getByLabel(/^(?:Код купона|Code of a coupon)/u).fill('summer-26');
      await page.keyboard.press('Enter');
      await byName(page, /^(?:Убрать купон|Remove the coupon)/u).waitFor();
    }),
    named('what-bad-coupon', async (page) => {
      await sell(place, page, '1490');
      await byName(page, /^(?:Ввести код|Type a code)$/u).click();
      await page.getByLabel(/^(?:Код купона|Code of a coupon)/u).fill('WINTER-25');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').first().waitFor();
    }),
    named('what-code', async (page) => {
      await place.shop.call('PUT', '/v1/till-settings', { confirmAbove: 10_000 });
      await sell(place, page, '1490');
      await byName(page, /^200$/u).click();
      await settle(page);
      await sumOf(page).press('Enter');
      await page.getByText(/^(?:Код от клиента|A code from the customer)$/u).waitFor();
      await place.shop.call('PUT', '/v1/till-settings', { confirmAbove: null });
      await codeFor(place.shop, place.at.person.phone);
    }),
    named('what-guest', async (page) => {
      await press(place, page, 'F4');
      await sumOf(page).fill('350');
    }),
    named('what-guest-then-who', async (page) => {
      await press(place, page, 'F4');
      await sumOf(page).fill('350');
      await page.keyboard.press('Escape');
    }),
  ];
}

function done(place: Place): readonly Screen[] {
  return [
    named('done', async (page) => {
      await sell(place, page, '1490');
      await byName(page, /^200$/u).click();
      await settle(page);
      await sumOf(page).press('Enter');
      await recorded(page).waitFor();
    }),
    named('slip', async (page) => {
      await page.emulateMedia({ media: 'print' });
    }),
    named('done-guest', async (page) => {
      await press(place, page, 'F4');
      await sumOf(page).fill('350');
      await sumOf(page).press('Enter');
      await recorded(page).waitFor();
    }),
    named('who-later', (page) => open(place, page)),
    named('day', (page) => press(place, page, 'F9')),
  ];
}

function returns(place: Place): readonly Screen[] {
  const back = async (page: Page): Promise<void> => {
    await returnLast(place, page);
    await returning(page).click();
    await page.getByText(/^(?:Возврат записан|The return is recorded)$/u).waitFor();
  };
  return [
    named('return', (page) => press(place, page, 'F8')),
    named('return-unknown', async (page) => {
      await press(place, page, 'F8');
      await page.getByRole('textbox').first().fill('261122-AAAAA-AAAAA');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    }),
    named('return-of', async (page) => {
      await press(place, page, 'F8');
      await scan(page, place.at.person.card);
      await page.getByRole('heading', { name: place.at.person.name }).waitFor();
    }),
    named('return-nothing-yet', async (page) => {
      await press(place, page, 'F9');
      await byName(page, /^(?:Продажа|Sale),/u).click();
      await byName(page, /^(?:Всё|Everything)$/u).waitFor();
    }),
    named('return-all', (page) => returnLast(place, page)),
    named('return-done', back),
    named('return-slip', async (page) => {
      await page.emulateMedia({ media: 'print' });
    }),
    named('return-over', async (page) => {
      await press(place, page, 'F9');
      await byName(page, /^(?:Продажа|Sale),/u).click();
      await page.getByText(/^(?:По этому чеку всё уже вернули|Everything of it has been returned already)$/u).waitFor();
    }),
  ];
}

function trouble(place: Place): readonly Screen[] {
  const { shop } = place;
  return [
    named('unsure', async (page) => {
      await sell(place, page, '1490');
      await page.route('**/v1/purchases', (route) => route.abort('connectionreset'));
      await sumOf(page).press('Enter');
      await page.getByText(/^(?:Неизвестно, записана ли покупка|We do not know whether)/u).waitFor();
    }),
    named('offline-who', async (page) => {
      await open(place, page);
      await page.context().setOffline(true);
      await page.getByRole('combobox').fill(place.at.person.card);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    }),
    named('offline-what', async (page) => {
      await find(place, page, place.at.person.card);
      await sumOf(page).waitFor();
      await page.context().setOffline(true);
      await sumOf(page).fill('1490');
      await page.getByRole('alert').waitFor();
    }),
    named('locked', async (page) => {
      await sell(place, page, '1490');
      await byName(page, /^(?:Мария|Maria)$/u).click();
      await byName(page, /^(?:Заблокировать кассу|Lock the till)$/u).click();
      await page.getByRole('dialog').waitFor();
    }),
    named('revoked', async (page) => {
      await sell(place, page, '1490');
      await shop.call('DELETE', `/v1/tills/${place.at.tillId}`);
      await page.waitForTimeout(6000);
      await sumOf(page).fill('1590');
      await page.getByRole('dialog').waitFor();
    }),
    named('revoked-page', async (page) => {
      await page.reload();
      await page.getByRole('textbox').waitFor();
    }),
  ];
}
