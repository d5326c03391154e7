/** The whole way from a program's text to one that can decide. */
import { compileProgram } from './compile.ts';
import type { CompiledProgram } from './compiled.ts';
import type { ProgramDocument } from './document.ts';
import { parseProgram } from './parse-source.ts';
import type { Problem } from './problem.ts';
import type { SourceFormat } from './source-tree.ts';

export type LoadedProgram =
  | { readonly ok: true; readonly program: CompiledProgram; readonly document: ProgramDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads, checks and compiles; every mistake at once, with its place and how to mend it. */
export function loadProgram(source: string, format: SourceFormat): LoadedProgram {
  const parsed = parseProgram(source, format);
  return parsed.ok ? { ok: true, program: compileProgram(parsed.document), document: parsed.document } : parsed;
}
