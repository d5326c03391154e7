// Phones are found however they were typed.
import { describe, expect, test } from 'vitest';
import { normalPhone } from './identity.ts';

describe('one spelling for each phone', () => {
  test.each([
    ['+79991234567', '+79991234567'],
    ['89991234567', '+79991234567'],
    ['79991234567', '+79991234567'],
    ['8 (999) 123-45-67', '+79991234567'],
    ['+7 999 123 45 67', '+79991234567'],
    [' 79991234567', '+79991234567'],
    [' 442071838750', '+442071838750'],
    ['+44 20 7183 8750', '+442071838750'],
    ['+375 29 123-45-67', '+375291234567'],
  ])('%s is %s', (typed, expected) => expect(normalPhone(typed)).toBe(expected));
});

describe('what is no phone with its country', () => {
  test.each([
    '',
    '9991234567',
    '442071838750',
    '+7999123456',
    '+799912345678',
    '+0123456789',
    '+1',
    'phone',
    '+7999123456a',
  ])('"%s"', (typed) => expect(normalPhone(typed)).toBeNull());
});
