/** The office as `npm run screens` walks it: its doors, every page, every dialog, what is said when there is nothing or something went wrong. */
import type { Page } from 'playwright-core';
import { PASSWORD, type SignIn } from '../api/staff-house.ts';
import { signInAt } from './office.ts';
import type { App, Screen } from './screens-look.ts';
import { ask, type Demo, hire, type Staff, tokenOf } from './screens-staff.ts';

const MANY_HITS = 'ан';

export function officeApps(shop: Demo): readonly App[] {
  let staff: Promise<Staff> | null = null;
  // Whoever looks at one screen of the till waits for nobody to be invited.
  const hired = (page: Page): Promise<Staff> => (staff ??= hire(shop, page));
  return [door(shop, hired), owners(shop, hired), analysts(shop, hired), emptyShop(shop, hired)];
}

type Hired = (page: Page) => Promise<Staff>;
type Show = Screen['show'];

const named =
  (names: RegExp): ((page: Page) => Promise<void>) =>
  (page) =>
    page.getByRole('button', { name: names }).first().click();

/** A dialog is looked at as it stands in the window. */
const dialog = (name: string, ...steps: readonly Show[]): Screen => ({
  name,
  isWindow: true,
  show: async (page) => {
    for (const step of steps) await step(page);
  },
});

const page = (name: string, ...steps: readonly Show[]): Screen => ({ ...dialog(name, ...steps), isWindow: false });

const inDialog =
  (names: RegExp): Show =>
  (shown) =>
    shown.getByRole('dialog').getByRole('button', { name: names }).first().click();
const menuItem =
  (names: RegExp): Show =>
  async (shown) => {
    await named(/^(?:Ещё|More)$/u)(shown);
    await shown.getByRole('menuitem', { name: names }).click();
  };
const fill =
  (label: RegExp, text: string): Show =>
  (shown) =>
    shown.getByLabel(label).first().fill(text);
const chip =
  (names: RegExp): Show =>
  (shown) =>
    shown.locator('main label').filter({ hasText: names }).first().click();

function door(shop: Demo, hired: Hired): App {
  const at =
    (path: string): Show =>
    async (shown) => {
      await shown.goto('about:blank');
      await shown.goto(`${shop.address}/office/${path}`);
    };
  const signIn =
    (who: (staff: Staff) => SignIn): Show =>
    async (shown) => {
      await shown.context().clearCookies();
      await at('')(shown);
      await signInAt(shown, who(await hired(shown)));
    };
  const forgot = [at(''), named(/^(?:Забыли|Forgot)/u)];
  return {
    name: 'office',
    isShownOnce: true,
    enter: async (shown) => {
      await hired(shown);
    },
    screens: [
      page('door', at('')),
      page(
        'door-wrong',
        signIn(() => ({ email: shop.email, password: 'not this one' })),
        (shown) => shown.getByRole('alert').waitFor(),
      ),
      page(
        'door-code',
        signIn(({ manager }) => manager),
      ),
      page(
        'door-recovery-code',
        signIn(({ manager }) => manager),
        named(/нет под рукой|no telephone/u),
      ),
      page('door-forgot', ...forgot),
      page('door-forgot-sent', ...forgot, fill(/Почта|E-mail/u, shop.email), named(/^(?:Прислать|Send the)/u)),
      page('door-recovery', at('recovery#nobodys')),
      page(
        'door-recovery-refused',
        at('recovery#nobodys'),
        fill(/пароль|password/iu, PASSWORD),
        named(/^(?:Сохранить|Save)/u),
      ),
      page('door-recovery-half', at('recovery')),
      page('door-invitation', async (shown) => {
        await shown.context().clearCookies();
        await at(`invitation#${await tokenOf(shop, 'nina@corner.example')}`)(shown);
      }),
      page('door-invitation-over', at('invitation#nobodys')),
      page('door-setup', at('setup#nobodys')),
      page('door-setup-half', at('setup')),
      page(
        'door-choose',
        signIn(({ partner }) => partner),
      ),
    ],
  };
}

function owners(shop: Demo, hired: Hired): App {
  const { address, memberId, imports } = shop;
  const at =
    (path: string): Show =>
    async (shown) => {
      // A page that is open already would only change its place, with its dialogs.
      await shown.goto('about:blank');
      await shown.goto(`${address}/office/${path}`);
      await shown.locator('#content h1').first().waitFor();
    };
  const member = at(`members/${memberId}`);
  const tab =
    (names: RegExp): Show =>
    (shown) =>
      shown.locator('main label').filter({ hasText: names }).first().click();
  return {
    name: 'office',
    isShownOnce: true,
    enter: async (shown) => {
      await hired(shown);
      await shown.goto(`${address}/office/`);
      await signInAt(shown, shop);
      await shown.locator('#content').waitFor();
    },
    screens: [
      page('today', at('')),
      dialog('today-how', at(''), named(/^(?:Как это считается|How it is counted)/u)),
      page('today-day', at(''), async (shown) => {
        const narrow = shown.locator('main select').first();
        await narrow.waitFor({ state: 'attached' });
        if (await narrow.isVisible()) await narrow.selectOption('1');
        else await tab(/^(?:Сегодня|Today)$/u)(shown);
      }),
      page('today-table', at(''), (shown) => shown.getByText(/таблицей|as a table/u).click()),
      dialog('menu', at(''), async (shown) => {
        const menu = shown.getByRole('button', { name: /^(?:Меню|Menu)$/u });
        if (await menu.isVisible()) await menu.click();
      }),
      page('members', at('members')),
      page('members-found', at('members'), fill(/Найти клиента|Find a customer/u, MANY_HITS)),
      page('members-nobody', at('members'), fill(/Найти клиента|Find a customer/u, 'zzz')),
      page('members-level', at('members'), chip(/^(?:По уровню|By level)$/u)),
      page('members-expiring', at('members'), chip(/^(?:Скоро сгорит|.*soon.*|.*xpir.*)$/iu)),
      page('members-blocked', at('members'), chip(/^(?:Заблокированы|Blocked)$/u)),
      page('member', member),
      dialog('member-more', member, named(/^(?:Ещё|More)$/u)),
      dialog('member-correct', member, named(/^(?:Исправить|Correct)/u), fill(/Сколько|How many/u, '150')),
      dialog('member-edit', member, menuItem(/^(?:Изменить|Change)/u)),
      dialog('member-level', member, menuItem(/^(?:Дать уровень|Give a level)/u)),
      dialog('member-merge', member, menuItem(/^(?:Объединить|Merge)/u), (shown) =>
        shown
          .getByRole('dialog')
          .getByLabel(/Найти клиента|Find a customer/u)
          .fill(MANY_HITS),
      ),
      dialog(
        'member-merge-preview',
        member,
        menuItem(/^(?:Объединить|Merge)/u),
        (shown) =>
          shown
            .getByRole('dialog')
            .getByLabel(/Найти клиента|Find a customer/u)
            .fill(MANY_HITS),
        (shown) => shown.getByRole('dialog').getByRole('button', { name: /\+7/u }).nth(2).click(),
      ),
      dialog('member-block', member, menuItem(/^(?:Заблокировать|Block)/u)),
      dialog('member-forget', member, named(/^(?:Забыть|Forget)/u)),
      page('member-unknown', at('members/00000000-0000-4000-8000-000000000000')),
      page('program', at('program')),
      ...['Текст|Text', 'Проба|Try', 'Версии|Versions'].map((names, index) =>
        page(`program-${['text', 'try', 'versions'][index] ?? ''}`, at('program'), async (shown) => {
          await shown.setViewportSize({ width: 360, height: 900 });
          await tab(new RegExp(`^(?:${names})$`, 'u'))(shown);
        }),
      ),
      dialog('program-publish', at('program'), raise, named(/^(?:Опубликовать|Publish)…/u)),
      page('program-draft', at('program')),
      page('program-mistake', at('program'), spoil),
      dialog('program-drop', at('program'), named(/^(?:Отказаться|Give the draft)/u)),
      page('program-compare', at('program'), tab(/^(?:Версии|Versions)$/u), named(/^(?:Сравнить|Compare)/u)),
      page('poster', at('poster')),
      page('poster-paper', at('poster'), (shown) => shown.emulateMedia({ media: 'print' })),
      page('receipt', at('receipt')),
      page('receipt-member', at('receipt'), fill(/Телефон клиента|customer’s phone/u, shop.phone)),
      page('receipt-nobody', at('receipt'), fill(/Телефон клиента|customer’s phone/u, '+79990000000')),
      page('stores', at('stores')),
      dialog('stores-new', at('stores'), named(/^(?:Добавить точку|Add a store)/u)),
      dialog('stores-till', at('stores'), named(/^(?:Добавить кассу|Add a till)/u)),
      dialog('stores-pair', at('stores'), named(/^(?:Другое устройство|Подключить|Connect|Another device)/u)),
      dialog('stores-revoke', at('stores'), named(/^(?:Отключить|Disconnect)/u)),
      dialog('stores-cashier', at('stores'), named(/^(?:Добавить кассира|Add a cashier)/u)),
      dialog('stores-pin-away', at('stores'), named(/^(?:Забрать|Take the PIN)/u)),
      page('staff', at('staff')),
      dialog('staff-invite', at('staff'), named(/^(?:Пригласить|Invite)/u)),
      dialog('staff-role', at('staff'), named(/^(?:Сменить|Change)/u)),
      dialog('staff-remove', at('staff'), named(/^(?:Убрать|Remove)/u)),
      dialog('staff-withdraw', at('staff'), named(/^(?:Отозвать|Withdraw)/u)),
      page('settings', at('settings')),
      page('settings-colour', at('settings'), fill(/Цвет|Colour/u, '#f5d90a')),
      page('start', at('start')),
      page('letters', at('letters')),
      page('letters-open', at('letters'), named(/^(?:Показать|Show)$/u)),
      page('journal', at('journal')),
      page('journal-nothing', at('journal'), (shown) => shown.locator('input[type=date]').first().fill('2030-01-01')),
      page('imports', at('import')),
      ...Object.entries(imports).map(([step, id]) => page(`import-${step}`, at(`import/${id}`))),
      page('keys', at('keys')),
      dialog('keys-new', at('keys'), named(/^(?:Создать ключ|Make a key)/u)),
      dialog('keys-revoke', at('keys'), named(/^(?:Отозвать|Revoke)/u)),
      page('consents', at('consents')),
      page('profile', at('profile')),
      dialog('profile-factor', at('profile'), named(/^(?:Включить|Turn on)/u)),
      dialog(
        'profile-factor-scan',
        at('profile'),
        named(/^(?:Включить|Turn on)/u),
        (shown) => shown.getByRole('dialog').locator('input').first().fill(shop.password),
        inDialog(/^(?:Дальше|Next)/u),
        (shown) => shown.getByRole('dialog').getByRole('img').first().waitFor(),
      ),
      page('not-found', at('nowhere')),
      page('lost', at(''), async (shown) => {
        await shown.context().setOffline(true);
        await shown.evaluate(`history.pushState(null, '', '/office/members/${memberId}')`);
        await shown.getByRole('alert').first().waitFor();
      }),
      dialog('session-over', async (shown) => {
        await member(shown);
        await named(/^(?:Исправить|Correct)/u)(shown);
        await fill(/Сколько|How many/u, '150')(shown);
        await fill(/Причина|Reason/u, 'Gift')(shown);
        await shown.context().clearCookies();
        await inDialog(/150/u)(shown);
        await shown.getByText(/^(?:Войдите снова|Sign in again)$/u).waitFor();
      }),
    ],
  };
}

/** One number of the forms is changed, which makes a draft. */
async function raise(shown: Page): Promise<void> {
  const rate = shown.getByLabel(/^(?:Возвращается|Comes back)/u).first();
  await rate.fill('9');
  await rate.press('Enter');
}

async function spoil(shown: Page): Promise<void> {
  await shown.setViewportSize({ width: 1440, height: 900 });
  await shown.getByRole('textbox', { name: /Программа текстом|The program as text/u }).focus();
  await shown.keyboard.press('ControlOrMeta+End');
  await shown.keyboard.type('colour: red');
  await shown.getByText('colour').first().waitFor();
}

function analysts({ address }: Demo, hired: Hired): App {
  return {
    name: 'office',
    isShownOnce: true,
    enter: async (shown) => {
      const { analyst } = await hired(shown);
      await shown.goto(`${address}/office/`);
      await signInAt(shown, analyst);
      await shown.locator('#content').waitFor();
    },
    screens: [
      page('not-yours', async (shown) => {
        await shown.goto(`${address}/office/staff`);
      }),
    ],
  };
}

let shops = 1;

/** A shop of somebody who has another one, too: nothing is in it yet. */
function emptyShop({ address }: Demo, hired: Hired): App {
  const places = [
    '',
    'members',
    'program',
    'poster',
    'receipt',
    'stores',
    'staff',
    'letters',
    'journal',
    'keys',
    'start',
  ];
  const start: readonly Show[] = [
    async (shown) => {
      await shown.goto(`${address}/office/start`);
    },
  ];
  const sliders = [...start, named(/Кофейня|Coffee/u)];
  return {
    name: 'office',
    isShownOnce: true,
    enter: async (shown) => {
      const { partner } = await hired(shown);
      await shown.goto(`${address}/office/`);
      await signInAt(shown, partner);
      await shown
        .getByRole('button', { name: /Лавка Бориса/u })
        .first()
        .waitFor();
      // A new one for each look: at the end of it the shop has a program.
      await ask(shown, 'POST', '/v1/me/organizations', { name: `Лавка Бориса № ${String((shops += 1))}` });
    },
    screens: [
      ...places.map((place) =>
        page(`empty-${place === '' ? 'today' : place}`, async (shown) => {
          await shown.goto(`${address}/office/${place}`);
        }),
      ),
      page('start-sliders', ...sliders),
      page('start-done', ...sliders, named(/^(?:Открыть программу|Open the program)/u), (shown) =>
        shown.getByRole('heading', { name: /открыт|is open/u }).waitFor(),
      ),
    ],
  };
}
