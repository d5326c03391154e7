/** The shop of the office's pictures, and who works there: invited by letter, as people are. */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { codeOf, PASSWORD, type SignIn } from '../api/staff-house.ts';
import type { PreparedImports } from './screens-imports.ts';
import type { Call } from './screens-shops.ts';

/** The shop with a year behind it. */
export interface Demo {
  readonly address: string;
  readonly email: string;
  readonly password: string;
  readonly memberId: string;
  readonly phone: string;
  readonly imports: PreparedImports;
  readonly call: Call;
}

/** Who works there besides its owner. */
export interface Staff {
  readonly analyst: SignIn;
  /** Signs in with a code. */
  readonly manager: SignIn & { readonly uri: string };
  /** Owns a second shop, in which nothing has happened yet. */
  readonly partner: SignIn;
}

export async function hire(shop: Demo, page: Page): Promise<Staff> {
  const manager = await colleague(shop, 'manager', 'vera@corner.example');
  const { uri } = z
    .looseObject({ uri: z.string() })
    .parse(await actAs(shop, page, manager, 'POST', '/v1/me/second-factor', { password: PASSWORD }));
  await ask(page, 'POST', '/v1/me/second-factor/confirm', { code: codeOf(uri) });
  const partner = await colleague(shop, 'owner', 'boris@corner.example');
  await actAs(shop, page, partner, 'POST', '/v1/me/organizations', { name: 'Лавка Бориса' });
  await page.context().clearCookies();
  const analyst = await colleague(shop, 'analyst', 'gleb@corner.example');
  await shop.call('POST', '/v1/staff/invitations', { email: 'nina@corner.example', role: 'cashier' });
  return { analyst, manager: { ...manager, uri }, partner };
}

const NAMES: Readonly<Record<string, string>> = { manager: 'Вера', owner: 'Борис', analyst: 'Глеб' };

async function colleague(shop: Demo, role: string, email: string): Promise<SignIn> {
  await shop.call('POST', '/v1/staff/invitations', { email, role });
  const token = await tokenOf(shop, email);
  await shop.call('POST', '/v1/invitations/accept', { token, name: NAMES[role], password: PASSWORD });
  return { email, password: PASSWORD };
}

const lettersSchema = z.looseObject({
  letters: z.array(z.looseObject({ to: z.string(), text: z.string().nullable() })),
});

/** Of the newest letter to somebody. */
export async function tokenOf({ call }: Demo, email: string): Promise<string> {
  const { letters } = lettersSchema.parse(await call('GET', '/v1/letters'));
  return /#(\S+)/u.exec(letters.find(({ to }) => to === email)?.text ?? '')?.[1] ?? '';
}

async function actAs(
  shop: Demo,
  page: Page,
  who: SignIn,
  method: string,
  path: string,
  body: object,
): Promise<unknown> {
  await page.context().clearCookies();
  await page.goto(`${shop.address}/office/`);
  await ask(page, 'POST', '/v1/sign-in', { email: who.email, password: who.password });
  return ask(page, method, path, body);
}

/** As the page itself asks, with its cookie. */
export function ask(page: Page, method: string, path: string, body: object): Promise<unknown> {
  const options = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return page.evaluate(
    `fetch(${JSON.stringify(path)}, ${JSON.stringify(options)}).then((answer) => answer.text()).then((text) => text === '' ? null : JSON.parse(text))`,
  );
}
