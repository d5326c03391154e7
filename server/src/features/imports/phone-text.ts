/** Phone numbers as files write them: with and without their country, as a spreadsheet's numbers, in its exponents. */
import { normalPhone } from '../members/identity.ts';

export type ReadPhone =
  | { readonly type: 'phone'; readonly value: string }
  | { readonly type: 'unreadable'; readonly code: 'phone_unreadable' | 'phone_without_country' | 'phone_rounded' };

/** 7.9991234567E+10 has all its digits, 7.999E+10 has not. */
const EXPONENT = /^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$/u;
const WITHOUT_COUNTRY = /^\d{5,14}$/u;
/** Shorter ones are no phone that a country's code would mend. */
const LOCAL_DIGITS_MIN = 7;

export function readPhone(typed: string, countryCode: string | undefined): ReadPhone {
  const exponent = EXPONENT.exec(typed);
  if (exponent !== null) {
    const [, first = '', rest = '', power = ''] = exponent;
    if (rest.length !== Number(power)) return { type: 'unreadable', code: 'phone_rounded' };
    return readPhone(first + rest, countryCode);
  }
  const bare = typed.replace(/^(\d{7,15})\.0$/u, '$1').replaceAll(/[\s().\u2010-\u2015-]/gu, '');
  const value = normalPhone(bare.startsWith('00') ? `+${bare.slice(2)}` : bare);
  if (value !== null) return { type: 'phone', value };
  if (!WITHOUT_COUNTRY.test(bare)) return { type: 'unreadable', code: 'phone_unreadable' };
  if (countryCode === undefined) {
    return { type: 'unreadable', code: bare.length < LOCAL_DIGITS_MIN ? 'phone_unreadable' : 'phone_without_country' };
  }
  const completed = normalPhone(`+${withCountry(bare, countryCode)}`);
  return completed === null ? { type: 'unreadable', code: 'phone_unreadable' } : { type: 'phone', value: completed };
}

/** Numbers of a country with a code of one digit have ten of their own, others at least nine. */
function withCountry(digits: string, code: string): string {
  const own = code.length === 1 ? 10 : 9;
  if (digits.startsWith(code) && digits.length >= code.length + own) return digits;
  return code + digits.replace(/^0+/u, '');
}
