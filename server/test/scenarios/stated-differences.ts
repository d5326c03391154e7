// Where the API says another thing than the engine alone, on purpose. Each is a step of a story whose outcome over HTTP is held to
// what is written here instead; what is seen of the member afterwards must be the same all the same, unless it says otherwise. One
// that is not met any more fails the test.

export interface StatedDifference {
  readonly program: string;
  readonly scenario: string;
  /** From 1. */
  readonly step: number;
  /** The code that the API refuses with, or that it does it. */
  readonly http: string;
  /** Where the member stands differs too. */
  readonly standsElsewhere?: true;
  readonly because: string;
}

export const STATED_DIFFERENCES: readonly StatedDifference[] = [
  {
    program: 'extras/coupons-and-codes',
    scenario: 'A code for one time is not for two in one purchase',
    step: 1,
    http: 'request_invalid',
    because:
      'one code is one text: named twice in one request it is a mistake of the request, told before anything is decided',
  },
  {
    program: 'prize-club',
    scenario: 'An order is confirmed once',
    step: 3,
    http: 'done',
    because: 'confirming again is a repeat, which gets the first answer and changes nothing',
  },
  {
    program: 'small-shop',
    scenario: '100 for the profile, at once and once',
    step: 2,
    http: 'done',
    because:
      'a profile is completed once: telling it again is a repeat, which gets the first answer and changes nothing',
  },
  {
    program: 'prize-club',
    scenario: 'Who is no partner gives nothing',
    step: 2,
    http: 'partner_unknown',
    because:
      'a receipt of a partner that the program does not have is refused, so that a typing error is not a lost accrual',
  },
  {
    program: 'partner-program',
    scenario: 'Who is no partner gives nothing',
    step: 2,
    http: 'partner_unknown',
    because: 'an event of a partner that the program does not have is refused like a receipt of one',
  },
  {
    program: 'extras/family',
    scenario: 'Two accounts become one, with what both have spent',
    step: 5,
    http: 'done',
    because:
      'a request names the member, who has the account of the other since the merge; nobody can name the one that ended',
  },
];
