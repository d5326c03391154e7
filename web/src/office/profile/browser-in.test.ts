// What browsers call themselves, read as people call them.
import { expect, test } from 'vitest';
import { browserIn } from './browser-in.ts';

const LIKE_CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0';

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE_CHROME} Safari/537.36`, 'Chrome · Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE_CHROME} Safari/537.36 Edg/130.0`, 'Edge · Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${LIKE_CHROME} YaBrowser/24.10 Safari/537.36`, 'Яндекс Браузер · Linux'],
  [`Mozilla/5.0 (Linux; Android 14) ${LIKE_CHROME} Mobile Safari/537.36`, 'Chrome · Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari · iOS',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox · macOS'],
  ['curl/8.5.0', null],
  ['', null],
])('%s', (userAgent, name) => {
  expect(browserIn(userAgent)).toBe(name);
});
