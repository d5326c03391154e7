import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

test('an empty environment gives the defaults', () => {
  expect(loadConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDirectory: undefined,
    databaseUrl: undefined,
    databaseTenantUrl: undefined,
    trustedProxies: [],
    stopNoticeMs: 1000,
    publicUrl: undefined,
    secret: undefined,
    mail: undefined,
    sms: undefined,
    journalDays: 400,
    logLevel: 'info',
  });
});

test('a variable set to nothing counts as not set', () => {
  expect(loadConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', KOPILKA_DATA: '', LOG_LEVEL: '' }).port).toBe(3000);
});

test('every variable is read', () => {
  const environment = {
    PORT: '0',
    HOST: '0.0.0.0',
    KOPILKA_DATA: '/srv/shop',
    DATABASE_URL: 'postgresql://me:secret@db:5433/shop?sslmode=require',
    TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::1',
    STOP_NOTICE_SECONDS: '15',
    PUBLIC_URL: 'https://loyalty.example.com/',
    KOPILKA_SECRET: 'x'.repeat(32),
    SMTP_URL: 'smtps://me:secret@mail.example.com:465',
    MAIL_FROM: 'shop@example.com',
    SMS_URL: 'https://sms.example.com/send?key=secret',
    SMS_METHOD: 'POST',
    SMS_HEADERS: '{"Content-Type":"application/json"}',
    SMS_BODY: '{"to":"{phone}","text":"{text}"}',
    SMS_EXPECTS: '"ok"',
    JOURNAL_DAYS: '30',
    LOG_LEVEL: 'debug',
  };
  expect(loadConfig(environment)).toEqual({
    port: 0,
    host: '0.0.0.0',
    dataDirectory: '/srv/shop',
    databaseUrl: environment.DATABASE_URL,
    databaseTenantUrl: undefined,
    trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::1'],
    stopNoticeMs: 15_000,
    publicUrl: 'https://loyalty.example.com',
    secret: environment.KOPILKA_SECRET,
    mail: { smtpUrl: environment.SMTP_URL, from: 'shop@example.com' },
    sms: {
      url: environment.SMS_URL,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: environment.SMS_BODY,
      expects: '"ok"',
    },
    journalDays: 30,
    logLevel: 'debug',
  });
});

test.each([
  [{ PORT: '70000' }, /^PORT must be a whole number from 0 to 65535 .* \(now it is "70000"\)\.$/u],
  [{ PORT: '80.5' }, /^PORT must be/u],
  [{ PORT: '-1' }, /^PORT must be/u],
  [{ PORT: 'http' }, /^PORT must be/u],
  [{ HOST: 'http://x/' }, /^HOST must be/u],
  [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY must be addresses or networks of your proxies/u],
  [{ TRUST_PROXY: '1' }, /^TRUST_PROXY must be/u],
  [{ TRUST_PROXY: '10.0.0.1,' }, /^TRUST_PROXY must be/u],
  [{ TRUST_PROXY: '10.0.0.0/33' }, /^TRUST_PROXY must be/u],
  [{ TRUST_PROXY: '0.0.0.0/0' }, /^TRUST_PROXY must be/u],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of fatal, error/u],
  [{ DATABASE_URL: 'mysql://root@db/shop' }, /^DATABASE_URL must be an address like postgres:/u],
  [{ DATABASE_URL: 'nonsense' }, /^DATABASE_URL must be/u],
  [{ SMS_URL: 'nonsense' }, /^SMS_URL must be an address of your SMS gateway/u],
  [{ SMS_URL: 'https://sms.example.com/' }, /^SMS_URL or SMS_BODY must say where the text goes/u],
  [{ SMS_URL: 'https://sms.example.com/?t={text}', SMS_HEADERS: 'a: b' }, /^SMS_HEADERS must be a JSON object/u],
  [{ SMS_URL: 'https://sms.example.com/', SMS_METHOD: 'GET', SMS_BODY: '{text}' }, /^SMS_BODY needs SMS_METHOD=POST/u],
])('a wrong value is one sentence that names it: %j', (environment, sentence) => {
  expect(() => loadConfig(environment)).toThrow(ConfigError);
  expect(() => loadConfig(environment)).toThrow(sentence);
});

test('a password in a wrong DATABASE_URL is not repeated', () => {
  expect(() => loadConfig({ DATABASE_URL: 'mysql://root:hush@db/shop' })).toThrow(/^(?!.*hush)/u);
});

test('neither is what a gateway’s settings hold', () => {
  const hushed = { SMS_URL: 'hush', SMS_HEADERS: 'hush' };
  for (const [name, value] of Object.entries(hushed))
    expect(() => loadConfig({ SMS_URL: 'https://sms.example.com/?t={text}', [name]: value })).toThrow(/^(?!.*hush)/u);
});
