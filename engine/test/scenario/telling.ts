/** Stories in tests: a program and its scenarios as text, told to the engine. */
import { checkProgram, type ProgramReport } from '../../src/scenario/check-program.ts';

export const COFFEE_SHOP = `
kopilka: 1
id: story
name: Story
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, activates: { after: P1D }, expires: { after: P30D } }
  cash: { decimals: 2, worth: 1.00 }
tiers:
  by: spend
  levels: [{ id: guest, from: 0 }, { id: friend, from: 1000.00 }]
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: 5% } }
  - { id: review, on: shop.review, if: 'event.data.stars >= 4.0', earn: { wallet: bonus, units: 10 }, limits: [{ times: 1 }] }
coupons:
  - { id: ten, limits: [{ times: 1 }], gives: { discount: { amount: 10.00 } } }
`;

/** The report of one scenario of these steps. */
export async function tellSteps(steps: string, program: string = COFFEE_SHOP): Promise<ProgramReport> {
  return tell(
    `start: 2026-06-01T12:00\ncodes: { TEN: ten }\nscenarios:\n  - name: a story\n    steps:\n${steps}`,
    program,
  );
}

export async function tell(scenarios: string, program: string = COFFEE_SHOP): Promise<ProgramReport> {
  return checkProgram((name) => (name === 'program.yaml' ? program : name === 'scenarios.yaml' ? scenarios : null));
}

/** What did not come as expected: "earned bonus: expected 12, came 10". */
export function complaints(report: ProgramReport): readonly string[] {
  const ofSteps = report.scenarios.flatMap(({ failures }) =>
    failures.flatMap(({ mismatches }) =>
      mismatches.map(({ what, expected, came }) => `${what}: expected ${expected}, came ${came}`),
    ),
  );
  return [...report.problems.map(({ file, line, path, message }) => `${file}:${line} ${path}: ${message}`), ...ofSteps];
}
