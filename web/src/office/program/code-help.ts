/** Completion and help of the text editor, from the descriptions of the program's language that the engine has. */
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import { helpAt, type Path, readSource, valueIn } from '@kopilka/engine';
import type { Language } from '../../i18n/define-phrases.ts';
import { helpInRussian } from './help-ru.ts';
import { cursorAt } from './path-at.ts';

export function codeHelp(language: Language): Extension {
  return [autocompletion({ override: [(context) => completions(context, language)] }), hovering(language)];
}

const WORD = /[\w.:-]*$/u;

function completions(context: CompletionContext, language: Language): CompletionResult | null {
  const text = context.state.doc.toString();
  const cursor = cursorAt(text, context.pos);
  if (cursor === null) return null;
  const word = WORD.exec(cursor.typed)?.[0] ?? '';
  if (word === '' && !context.explicit) return null;
  const from = context.pos - word.length;
  if (cursor.key !== null) {
    const values = [...namesFor(cursor.key, text), ...helpAt([...cursor.path, cursor.key]).values];
    const options = [...new Set(values)].map((label) => ({ label, type: 'constant' }));
    return options.length === 0 ? null : { from, options };
  }
  const options = helpAt(cursor.path).keys.map((key) => ({
    label: key,
    type: 'property',
    apply: `${key}: `,
    info: describe([...cursor.path, key], language) ?? '',
  }));
  return options.length === 0 ? null : { from, options };
}

/** What the document itself has given names to. */
function namesFor(key: string, text: string): readonly string[] {
  if (key !== 'wallet') return [];
  const wallets = valueIn(readSource(text, 'yaml').tree?.root, ['wallets']);
  return typeof wallets === 'object' && wallets !== null ? Object.keys(wallets) : [];
}

function hovering(language: Language): Extension {
  return hoverTooltip((view, position): Tooltip | null => {
    const word = view.state.wordAt(position);
    if (word === null) return null;
    const cursor = cursorAt(view.state.doc.toString(), word.to);
    if (cursor === null) return null;
    const description = describe([...cursor.path, cursor.key ?? cursor.typed], language);
    if (description === null) return null;
    return {
      pos: word.from,
      end: word.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'kopilka-code-help';
        dom.textContent = description;
        return { dom };
      },
    };
  });
}

function describe(path: Path, language: Language): string | null {
  const { description } = helpAt(path);
  // Only what the language knows: a word of the same name elsewhere says nothing here.
  if (description === null) return null;
  return language === 'ru' ? (helpInRussian(path) ?? description) : description;
}
