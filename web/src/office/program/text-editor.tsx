/**
 * The document as text: CodeMirror with completion, help and problems at their places. What forms change comes in as the smallest
 * change of the text, so that the cursor stays and every step can be undone.
 */
import { closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, redo, undo } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Language } from '../../i18n/define-phrases.ts';
import { codeHelp } from './code-help.ts';
import { codeLook } from './code-look.ts';
import { smallestChange } from './smallest-change.ts';

/** What others may ask of the editor. */
export interface TextHandle {
  /** Lines count from 1. */
  goTo(place: { readonly line: number; readonly column: number }): void;
  undo(): void;
  redo(): void;
}

/** A problem at its place; lines and columns count from 1. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface TextEditorProps {
  readonly source: string;
  readonly marks: readonly Mark[];
  /** For whoever cannot see it. */
  readonly label: string;
  /** In which help is given. */
  readonly language: Language;
  readonly handle: RefObject<TextHandle | null>;
  onChange(source: string): void;
}

export function TextEditor({ source, marks, label, language, handle, onChange }: TextEditorProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const first = useRef(source);
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new EditorView({
      parent: place.current,
      state: newState(first.current, (text) => changed.current(text)),
    });
    setView(made);
    return () => {
      made.destroy();
      setView(null);
    };
  }, []);
  useEffect(() => {
    if (view === null) return;
    const change = smallestChange(view.state.doc.toString(), source);
    if (change !== null) view.dispatch({ changes: change });
  }, [view, source]);
  useEffect(() => {
    if (view !== null)
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map((mark) => diagnosticOf(mark, view.state.doc)),
        ),
      );
  }, [view, marks]);
  useEffect(() => {
    view?.dispatch({
      effects: naming.reconfigure(EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' })),
    });
  }, [view, label]);
  useEffect(() => {
    view?.dispatch({ effects: helping.reconfigure(codeHelp(language)) });
  }, [view, language]);
  useImperativeHandle(
    handle,
    () => ({
      goTo: ({ line, column }) => {
        if (view === null) return;
        const anchor = offsetOf(view.state.doc, { line, column });
        view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
        view.focus();
      },
      undo: () => void (view !== null && undo(view)),
      redo: () => void (view !== null && redo(view)),
    }),
    [view],
  );
  return <div ref={place} data-testid="program-text" />;
}

const naming = new Compartment();
const helping = new Compartment();

function newState(source: string, onChange: (source: string) => void): EditorState {
  return EditorState.create({
    doc: source,
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      yaml(),
      helping.of([]),
      EditorView.lineWrapping,
      // Tab leaves the editor: whoever works by keyboard must be able to go on.
      keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      naming.of([]),
      codeLook,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
}

function diagnosticOf(mark: Mark, document: Text): Diagnostic {
  const from = offsetOf(document, mark);
  const line = document.lineAt(from);
  const word = /^[^\s,:{}[\]]+/u.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return { from, to: Math.min(line.to, from + Math.max(1, word.length)), severity: 'error', message: mark.text };
}

function offsetOf(document: Text, { line, column }: { readonly line: number; readonly column: number }): number {
  const found = document.line(Math.max(1, Math.min(line, document.lines)));
  return Math.min(found.to, found.from + column - 1);
}
