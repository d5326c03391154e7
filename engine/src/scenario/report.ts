/** Reports as a table for a terminal: a row for each story, and under a failed one what was expected and why it came otherwise. */
import { type FileProblem, type ProgramReport, SCENARIOS_FILE } from './check-program.ts';

export interface NamedReport {
  /** The folder as the person named it. */
  readonly folder: string;
  readonly report: ProgramReport;
}

export interface Totals {
  readonly programs: number;
  readonly scenarios: number;
  readonly failed: number;
  readonly problems: number;
}

const NAME_WIDTH_MAX = 90;

export function totalsOf(reports: readonly NamedReport[]): Totals {
  const scenarios = reports.flatMap(({ report }) => report.scenarios);
  return {
    programs: reports.length,
    scenarios: scenarios.length,
    failed: scenarios.filter(({ failures }) => failures.length > 0).length,
    problems: reports.reduce((sum, { report }) => sum + report.problems.length, 0),
  };
}

export function isGreen({ failed, problems }: Totals): boolean {
  return failed === 0 && problems === 0;
}

export function formatReport({ folder, report }: NamedReport, only: 'all' | 'failed' = 'all'): string {
  const { program, problems, scenarios } = report;
  const name = program === null ? '' : ` · ${program.name.en ?? program.name.ru ?? program.id}`;
  const failed = scenarios.filter(({ failures }) => failures.length > 0).length;
  const result =
    problems.length > 0
      ? counted(problems.length, 'mistake')
      : scenarios.length === 0
        ? `no scenarios: write ${SCENARIOS_FILE} beside it`
        : `${scenarios.length - failed} of ${scenarios.length} passed`;
  const width = Math.min(NAME_WIDTH_MAX, Math.max(...scenarios.map((scenario) => scenario.name.length), 0));
  const rows = scenarios.flatMap((scenario) => {
    const passed = scenario.failures.length === 0;
    const row = `  ${passed ? 'passed' : 'FAILED'}  ${scenario.name.padEnd(width)}  ${counted(scenario.steps, 'step')}`;
    const details = scenario.failures.flatMap(({ step, title, mismatches, because }) => [
      `          step ${step + 1}, ${folder}/${SCENARIOS_FILE}:${scenario.stepLines[step] ?? scenario.line}, ${title}`,
      ...mismatches.map(({ what, expected, came }) => `            ${what}: expected ${expected}, came ${came}`),
      ...because.map((words) => `            · ${words}`),
    ]);
    return passed && only === 'failed' ? [] : [row.trimEnd(), ...details];
  });
  return [`${folder}${name}: ${result}`, ...problems.flatMap((problem) => problemLines(folder, problem)), ...rows].join(
    '\n',
  );
}

export function formatTotals(totals: Totals): string {
  const { programs, scenarios, failed, problems } = totals;
  const parts = [
    counted(programs, 'program'),
    counted(scenarios, 'scenario'),
    `${scenarios - failed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(problems > 0 ? [`${counted(problems, 'mistake')} in documents`] : []),
  ];
  return parts.join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function problemLines(folder: string, { file, line, column, path, message, hint }: FileProblem): readonly string[] {
  return [`  ${folder}/${file}:${line}:${column} ${path}: ${message}`, `      ${hint}`];
}
