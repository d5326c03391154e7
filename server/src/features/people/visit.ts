/**
 * What a browser brings and takes: cookies, and the page it comes from. better-auth is given its own cookies, the address that we
 * saw and the name of the browser, nothing else of a request.
 */
import { parseCookie } from 'cookie';
import { ApiError } from '../../errors.ts';
import type { Visitor } from '../../route.ts';
import { ADDRESS_HEADER, COOKIE_PREFIX } from './auth.ts';

export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
export const SECOND_FACTOR_COOKIE = `${COOKIE_PREFIX}.two_factor`;

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const USER_AGENT_CHARACTERS_MAX = 300;

export function cookieOf({ headers }: Visitor, name: string): string | undefined {
  return headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[name];
}

/** For better-auth. Of the cookies only the one that is named. */
export function authHeaders(visitor: Visitor, cookieName?: string): Headers {
  const headers = new Headers({
    [ADDRESS_HEADER]: visitor.ip,
    'user-agent': (visitor.headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARACTERS_MAX),
  });
  const value = cookieName === undefined ? undefined : cookieOf(visitor, cookieName);
  if (cookieName !== undefined && value !== undefined)
    headers.set('cookie', `${cookieName}=${encodeURIComponent(value)}`);
  return headers;
}

/** The cookies of better-auth's answer for the browser: Secure wherever the request came by https. */
export function cookieAnswer(visitor: Visitor, headers: Headers): Readonly<Record<string, string[]>> {
  const cookies = headers.getSetCookie();
  return { 'set-cookie': visitor.protocol === 'https' ? cookies.map((cookie) => `${cookie}; Secure`) : cookies };
}

/**
 * A browser sends cookies along with what another site makes it send. It also says which site that is, and no page can make it lie.
 * Only the host is compared: behind a proxy that is not trusted the server does not know whether it is https.
 * Throws ApiError origin_foreign.
 */
export function refuseForeignPage(visitor: Visitor, { isCookieUsed }: { readonly isCookieUsed: boolean }): void {
  if (READING.has(visitor.method)) return;
  const { origin, 'sec-fetch-site': site } = visitor.headers;
  if (origin !== undefined) {
    if (!isSameHost(origin, visitor.host)) throw new ApiError('origin_foreign');
    return;
  }
  if (site === undefined ? isCookieUsed : site !== 'same-origin') throw new ApiError('origin_foreign');
}

/** The port that a scheme has by default may stand in one and not in the other. */
function isSameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  const own = `${page.protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === page.host;
}
