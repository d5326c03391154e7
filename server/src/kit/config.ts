// The server's settings, read once from the environment at the start. A wrong value is one sentence that names the
// variable and what it may be; the caller prints it and exits with code 2.
import { isIP } from 'node:net';
import { z } from 'zod';

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const POSTGRES_PROTOCOLS = new Set(['postgres:', 'postgresql:']);

const PROXIES_RULE =
  'must be addresses or networks of your proxies after commas, such as 127.0.0.1,10.0.0.0/8, or loopback for this machine';

const PORT_RULE = 'must be a whole number from 0 to 65535 (0 takes any free port)';

const SECRET_CHARACTERS_MIN = 32;
/** Their values hold passwords, which have no place on a screen. */
const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'DATABASE_TENANT_URL',
  'SMTP_URL',
  'SMS_URL',
  'SMS_HEADERS',
  'SMS_BODY',
  'KOPILKA_SECRET',
]);

const SMS_URL_RULE =
  'must be an address of your SMS gateway, such as https://sms.example.com/send?to={phone}&text={text}';
const HEADERS_RULE = 'must be a JSON object of texts, such as {"Authorization":"Bearer …"}';

const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u, PORT_RULE)
    .transform(Number)
    .refine((port) => port <= 65_535, PORT_RULE)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/u, 'must be an address or a host name, such as 127.0.0.1, or 0.0.0.0 for every network')
    .default('127.0.0.1'),
  KOPILKA_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must be an address like postgres://user:password@host:5432/database')
    .optional(),
  DATABASE_TENANT_URL: z
    .string()
    .refine(isPostgresUrl, 'must be an address like postgres://user:password@host:5432/database')
    .optional(),
  TRUST_PROXY: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .refine((proxies) => proxies.every(isNetwork), PROXIES_RULE)
    .default([]),
  STOP_NOTICE_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/u, 'must be a whole number of seconds from 0 to 999')
    .transform(Number)
    .default(1),
  PUBLIC_URL: z
    .string()
    .refine(isWebAddress, 'must be the address that people open, such as https://loyalty.example.com')
    .transform((address) => address.replace(/\/+$/u, ''))
    .optional(),
  KOPILKA_SECRET: z
    .string()
    .min(SECRET_CHARACTERS_MIN, `must be ${SECRET_CHARACTERS_MIN} random characters or more`)
    .optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must be an address like smtps://user:password@mail.example.com:465')
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  SMS_URL: z.string().refine(isHttpAddress, SMS_URL_RULE).optional(),
  SMS_METHOD: z.enum(['GET', 'POST'], 'must be GET or POST').default('POST'),
  SMS_HEADERS: z
    .string()
    .transform((text, context): Record<string, string> => {
      const headers = headersIn(text);
      if (headers !== null) return headers;
      context.addIssue({ code: 'custom', message: HEADERS_RULE });
      return z.NEVER;
    })
    .default({}),
  SMS_BODY: z.string().optional(),
  SMS_EXPECTS: z.string().optional(),
  JOURNAL_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/u, 'must be a whole number of days from 1 to 9999')
    .transform(Number)
    .default(400),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/** How short messages leave; in `url` and `body` {phone}, {digits} and {text} are filled in. */
export interface SmsGateway {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What a good answer contains, for gateways that answer 200 whatever happened. */
  readonly expects: string | undefined;
}

export interface Config {
  readonly port: number;
  /** 127.0.0.1 serves this machine only; 0.0.0.0 serves every network it is in. */
  readonly host: string;
  /** Undefined: the default place, see resolveDataDirectory. */
  readonly dataDirectory: string | undefined;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** The same database by a role that row-level security binds, when that of databaseUrl may pass it (see docs/guide/scale.md). */
  readonly databaseTenantUrl: string | undefined;
  /**
   * Whose X-Forwarded-For is believed, as addresses, networks or "loopback". Empty: nobody's, and whoever sends a request is who
   * is at the other end of the connection. "Everybody" cannot be said, because then anybody could be anybody.
   */
  readonly trustedProxies: readonly string[];
  /** For so long a server that was asked to stop says so at /readyz and goes on answering, so that balancers turn away in time. */
  readonly stopNoticeMs: number;
  /** Where people find this server, without a slash at the end; links in letters begin with it. Undefined: the host and port above. */
  readonly publicUrl: string | undefined;
  /** What sessions are signed with and second factors are encrypted with. Undefined: made at random and kept in the database. */
  readonly secret: string | undefined;
  /** The mail server, and whom letters come from. Undefined: letters wait in the outbox to be read there. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** The gateway for short messages. Undefined: they wait in the outbox. */
  readonly sms: SmsGateway | undefined;
  /** For so long it is kept who did what. */
  readonly journalDays: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** An empty variable counts as one that is not set. Throws ConfigError with one sentence for the first wrong value. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given: Record<string, string> = {};
  for (const name of Object.keys(environmentSchema.shape)) {
    const value = environment[name]?.trim() ?? '';
    if (value !== '') given[name] = value;
  }
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new ConfigError(sentence(parsed.error, given));
  const { PORT, HOST, KOPILKA_DATA, DATABASE_URL, DATABASE_TENANT_URL, TRUST_PROXY, STOP_NOTICE_SECONDS, LOG_LEVEL } =
    parsed.data;
  const { PUBLIC_URL, KOPILKA_SECRET, SMTP_URL, MAIL_FROM, JOURNAL_DAYS } = parsed.data;
  if (SMTP_URL !== undefined && MAIL_FROM === undefined)
    throw new ConfigError('MAIL_FROM must say whom letters come from when SMTP_URL is set.');
  const sms = smsGatewayIn(parsed.data);
  return {
    port: PORT,
    host: HOST,
    dataDirectory: KOPILKA_DATA,
    databaseUrl: DATABASE_URL,
    databaseTenantUrl: DATABASE_TENANT_URL,
    trustedProxies: TRUST_PROXY,
    stopNoticeMs: STOP_NOTICE_SECONDS * 1000,
    publicUrl: PUBLIC_URL,
    secret: KOPILKA_SECRET,
    mail: SMTP_URL === undefined || MAIL_FROM === undefined ? undefined : { smtpUrl: SMTP_URL, from: MAIL_FROM },
    sms,
    journalDays: JOURNAL_DAYS,
    logLevel: LOG_LEVEL,
  };
}

/** Throws ConfigError. */
function smsGatewayIn(given: z.output<typeof environmentSchema>): SmsGateway | undefined {
  const { SMS_URL: url, SMS_METHOD: method, SMS_HEADERS: headers, SMS_BODY: body, SMS_EXPECTS: expects } = given;
  if (url === undefined) return undefined;
  if (method === 'GET' && body !== undefined) throw new ConfigError('SMS_BODY needs SMS_METHOD=POST.');
  if (!`${url} ${body ?? ''}`.includes('{text}'))
    throw new ConfigError('SMS_URL or SMS_BODY must say where the text goes: {text}.');
  return { url, method, headers, body, expects };
}

const headersSchema = z.record(z.string().regex(/^[\w-]+$/u), z.string().regex(/^[\x20-\x7e]*$/u));

function headersIn(text: string): Record<string, string> | null {
  try {
    return headersSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function sentence(error: z.ZodError, given: Readonly<Record<string, string>>): string {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? 'The environment');
  const value = SECRET_VARIABLES.has(name) ? '' : ` (now it is ${JSON.stringify(given[name])})`;
  return `${name} ${issue?.message ?? 'is wrong'}${value}.`;
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && POSTGRES_PROTOCOLS.has(new URL(text).protocol);
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && search === '' && hash === '';
}

/** With the places filled in, as they will be. */
function isHttpAddress(template: string): boolean {
  const address = template.replaceAll(/\{(?:phone|digits|text)\}/gu, '0');
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}

function isSmtpUrl(text: string): boolean {
  return URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol);
}

function isNetwork(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return (
    bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
