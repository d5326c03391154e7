/** How the text editor looks: the page's own colours, light and dark alike, so that it changes with them. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': { backgroundColor: 'var(--kopilka-card)', color: 'var(--mantine-color-text)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: '2px solid var(--kopilka-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)', padding: '0.75rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--kopilka-card)',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
    paddingLeft: '0.25rem',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--kopilka-page)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'var(--kopilka-accent-tint)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--kopilka-card)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--kopilka-line)',
    borderRadius: '0.5rem',
    maxWidth: '26rem',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--kopilka-accent-tint)',
    color: 'var(--kopilka-accent)',
  },
  '.cm-tooltip.cm-completionInfo, .kopilka-code-help, .cm-diagnostic': {
    padding: '0.5rem 0.75rem',
    fontSize: '0.8125rem',
  },
  '.cm-completionIcon': { display: 'none' },
  // The library's own signs are in few fonts.
  '.cm-collapsedLines': { background: 'var(--kopilka-page)', color: 'var(--mantine-color-dimmed)' },
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '""' },
  '.cm-panels': { backgroundColor: 'var(--kopilka-page)', color: 'var(--mantine-color-text)' },
  '.cm-deletedChunk': {
    backgroundColor: 'var(--mantine-color-red-light)',
    color: 'var(--mantine-color-red-light-color)',
  },
  '&.cm-merge-b .cm-changedLine, .cm-changedLine, .cm-insertedLine': {
    backgroundColor: 'var(--kopilka-accent-tint) !important',
  },
});

const words = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--kopilka-accent)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.punctuation, tags.brace, tags.squareBracket], color: 'var(--mantine-color-dimmed)' },
]);

export const codeLook = [look, syntaxHighlighting(words)];
