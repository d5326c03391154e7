/** Two texts as one: lines that went struck out, lines that came marked. Only to be read. */
import { yaml } from '@codemirror/lang-yaml';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { type ReactNode, useEffect, useRef } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { codeLook } from './code-look.ts';
import { programPhrases } from './program-phrases.ts';

export interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

export function DiffView({ before, after, label }: DiffViewProps): ReactNode {
  const t = usePhrases(programPhrases);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          yaml(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
          EditorState.phrases.of({ '$ unchanged lines': t('diff.unchanged') }),
          codeLook,
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after, label, t]);
  return <div ref={place} />;
}
