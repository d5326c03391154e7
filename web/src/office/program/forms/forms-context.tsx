/** What every form of the program needs: the document as it is now, and the one way to change it. */
import type { Path, Raw, SourceEdit } from '@kopilka/engine';
import { createContext, type ReactNode, useContext } from 'react';

export interface ProgramForms {
  /** The document as plain values; numbers are the text that they were written as. */
  readonly root: Raw;
  /** Of the document; RUB until one is written. */
  readonly currency: string;
  /** One after the other, as one step. */
  edit(...edits: readonly SourceEdit[]): void;
  /** Shows a place in the text. */
  show(path: Path): void;
}

const FormsContext = createContext<ProgramForms | null>(null);

export function FormsProvider({
  value,
  children,
}: {
  readonly value: ProgramForms;
  readonly children: ReactNode;
}): ReactNode {
  return <FormsContext value={value}>{children}</FormsContext>;
}

export function useProgramForms(): ProgramForms {
  const forms = useContext(FormsContext);
  if (forms === null) throw new Error('a form outside of FormsProvider');
  return forms;
}
