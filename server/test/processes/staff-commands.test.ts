// What whoever runs the server does at its terminal for people who sign in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, expectStatus, openBrowser } from '../api/staff-house.ts';
import { createTestApi, type TestApi } from '../api/test-api.ts';
import { runKopilka } from '../harness/kopilka-process.ts';

const EMAIL = 'owner@corner.example';

let api: TestApi;
let password: string;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

function kopilka(...args: readonly string[]) {
  return runKopilka(args, api.database.environment);
}

function printed(said: string, name: string): string {
  return new RegExp(`^${name}\\s+(\\S+)$`, 'mu').exec(said)?.[1] ?? '';
}

test('an organization is made with an owner, whose password is printed once', async () => {
  const { code, said } = await kopilka('organization', 'create', '--name', 'Corner', '--owner', EMAIL);
  expect(code, said).toBe(0);
  password = printed(said, 'password');
  const browser = openBrowser(api);
  expectStatus(await browser.signIn({ email: EMAIL, password }), 200);
  const me = await browser.call('GET', '/v1/me');
  expect([me.at('organization.id'), me.at('organization.role')]).toEqual([printed(said, 'organization'), 'owner']);
});

test('a second organization of the same owner keeps the password', async () => {
  const { said } = await kopilka('organization', 'create', '--name', 'Second', '--owner', EMAIL.toUpperCase());
  expect(said).toContain('the one they have');
  const browser = openBrowser(api);
  expectStatus(await browser.signIn({ email: EMAIL, password }), 200);
  expect((await browser.call('GET', '/v1/me')).at('organizations')).toHaveLength(2);
});

test('whoever locked themselves out gets a new password and, if wished, in without the device that is lost', async () => {
  const browser = openBrowser(api);
  await browser.signIn({ email: EMAIL, password });
  const uri = (await browser.call('POST', '/v1/me/second-factor', { password })).textAt('uri');
  expectStatus(await browser.call('POST', '/v1/me/second-factor/confirm', { code: codeOf(uri) }), 204);
  const first = printed((await kopilka('staff', 'reset-password', EMAIL)).said, 'password');
  expect((await openBrowser(api).signIn({ email: EMAIL, password })).code).toBe('sign_in_wrong');
  expect((await openBrowser(api).signIn({ email: EMAIL, password: first })).at('needsCode')).toBe(true);
  const second = printed((await kopilka('staff', 'reset-password', EMAIL, '--without-second-factor')).said, 'password');
  expect((await openBrowser(api).signIn({ email: EMAIL, password: second })).at('needsCode')).toBe(false);
});

test('an address that nobody has is said so', async () => {
  const { code, said } = await kopilka('staff', 'reset-password', 'nobody@corner.example');
  expect([code, said]).toEqual([1, 'Nobody signs in as nobody@corner.example.\n']);
  expect((await kopilka('staff', 'reset-password', 'no address')).code).not.toBe(0);
});
