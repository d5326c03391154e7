/** The engine's face: what the server, the web and the tests may use. */
export * from './values/amount.ts';
export * from './values/time.ts';
export { shareBetween } from './values/share.ts';
export * from './values/unreachable.ts';
export { calendarOf, type Calendar, isZone } from './values/calendar.ts';
export { formatDecimal, parseDecimal } from './values/decimal.ts';
export * from './event.ts';
export * from './decision.ts';
export * from './account.ts';
export * from './lot.ts';
export { listOfDays, type MeterDay, meterDays } from './meter-days.ts';
export * from './account-state.ts';
export * from './parcel.ts';
export { quotaDemands, type QuotaDemand, stockKey, withQuotas } from './quotas.ts';
export { catchUp, decide } from './decide.ts';
export { nextDue } from './rules/alarms.ts';
export { nextOn } from './rules/anniversaries.ts';
export { mustBeCollected } from './rules/items.ts';
export { purchaseRules } from './rules/purchase-rules.ts';
export { explainReason, explainRefusal, reasonsOn, type Words } from './explain.ts';
export { levelIdAt, standingAt } from './standing.ts';
export { type OpenItem, openItemsOf, type Progress, progressAt } from './progress.ts';
export { windowStart } from './rules/tiers.ts';
export { decisionWithoutPeople, emittedWithoutPeople, eventWithoutPeople } from './without-people.ts';
export { allocate, splitPieces } from './allocate.ts';
export type { CompiledProgram } from './program/compiled.ts';
export { ConditionError } from './program/cel.ts';
export { compileProgram } from './program/compile.ts';
export type { ProgramDocument } from './program/document.ts';
export { editSource, isList, listIn, type SourceEdit, valueIn } from './program/edit-source.ts';
export { helpAt, type PlaceHelp, programJsonSchema } from './program/json-schema.ts';
export { loadProgram } from './program/load.ts';
export { formatPath, type Path, type Problem, type ProblemCode } from './program/problem.ts';
export { type ProblemText, problemWords } from './program/problem-words.ts';
export { type Raw, readSource, type SourceFormat } from './program/source-tree.ts';
export {
  asOwn,
  readTemplate,
  type SliderValues,
  sliderValues,
  type Template,
  templateSchema,
  withSliders,
} from './program/template.ts';
export {
  checkProgram,
  PROGRAM_FILE,
  SCENARIOS_FILE,
  type ProgramReport,
  type ReadFile,
} from './scenario/check-program.ts';
export { createEngineWorld } from './scenario/engine-world.ts';
export { parseScenarios } from './scenario/parse-scenarios.ts';
export { formatReport, formatTotals, isGreen, totalsOf, type NamedReport } from './scenario/report.ts';
export { runScenario, type ScenarioReport, type Story } from './scenario/run-scenario.ts';
export * from './scenario/world.ts';
