/**
 * The editor of a program: the same document as forms and as text, what a receipt comes to under it, its versions. The draft is kept in
 * this browser until it is published.
 */
import { editSource, loadProgram, type Problem, problemWords, readSource, type SourceEdit } from '@kopilka/engine';
import { Badge, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Done } from '../../ui/states.tsx';
import { Conflict } from './conflict.tsx';
import { DraftNote } from './draft-note.tsx';
import { FormsProvider } from './forms/forms-context.tsx';
import { ProgramFormParts, UnreadableText } from './forms/program-forms.tsx';
import { ProblemList } from './problem-list.tsx';
import { programPhrases } from './program-phrases.ts';
import classes from './program.module.css';
import { type PublishedNow, Publishing } from './publishing.tsx';
import { type Mark, TextEditor, type TextHandle } from './text-editor.tsx';
import { TryPane } from './try-pane.tsx';
import { type Published, useDraft } from './use-draft.ts';
import { type ListedVersion, Versions } from './versions.tsx';

export interface ProgramEditorProps {
  /** By which the draft is kept. */
  readonly draftKey: string;
  readonly programId: string;
  readonly newest: Published & { readonly publishedAt: string };
  readonly versions: readonly ListedVersion[];
}

const PANES = ['forms', 'text', 'try', 'versions'] as const;
type Pane = (typeof PANES)[number];
/** Where forms, text and what is tried stand side by side: as in program.module.css. */
const WIDE = '(min-width: 84em)';

export function ProgramEditor({ draftKey, programId, newest, versions }: ProgramEditorProps): ReactNode {
  const t = usePhrases(programPhrases);
  const format = useFormat();
  const hold = useDraft(draftKey, newest);
  const { draft } = hold;
  const [published, setPublished] = useState<PublishedNow | null>(null);
  const read = useReading(draft.source, newest.format);
  const text = useRef<TextHandle>(null);
  const isChanged = draft.changedAtMs !== null && draft.source !== newest.source;
  // Whoever has changed nothing sees what somebody else publishes.
  const isBehind = draft.changedAtMs === null && draft.base < newest.version;
  useEffect(() => {
    if (isBehind) hold.reset(newest);
  }, [isBehind, hold, newest]);
  const base = versions.find(({ version }) => version === draft.base);
  return (
    <Page
      title={t('program.title')}
      isWide
      about={
        <Group gap="sm" component="span" display="inline-flex">
          {t('about.published', { version: draft.base, date: base === undefined ? '' : format.date(base.publishedAt) })}
          {isChanged ? <Badge color="yellow">{t('about.draft')}</Badge> : null}
        </Group>
      }
      actions={
        <>
          <Button variant="default" onClick={() => text.current?.undo()}>
            {t('text.undo')}
          </Button>
          <Button variant="default" onClick={() => text.current?.redo()}>
            {t('text.redo')}
          </Button>
          <Publishing
            programId={programId}
            draft={draft}
            newest={newest}
            isReady={isChanged && read.problems.length === 0}
            onPublished={(now) => {
              setPublished(now);
              hold.reset({ version: now.version, source: draft.source, format: newest.format });
            }}
          />
        </>
      }
    >
      <Stack gap="lg">
        {published === null || isChanged ? null : <PublishedNote published={published} />}
        {draft.base < newest.version && isChanged ? (
          <Conflict
            newest={newest}
            source={draft.source}
            onKeepMine={() => hold.rebase(newest.version)}
            onTakeTheirs={() => hold.reset(newest)}
          />
        ) : (
          <DraftNote hold={hold} newest={newest} />
        )}
        <Panes
          programId={programId}
          versions={versions}
          format={newest.format}
          source={draft.source}
          read={read}
          handle={text}
          onChange={hold.change}
        />
      </Stack>
    </Page>
  );
}

interface PanesProps extends TextPaneProps {
  readonly programId: string;
  readonly versions: readonly ListedVersion[];
  readonly format: 'yaml' | 'json';
}

/** All of them stay while another is looked at: what was begun in one is still there. */
function Panes({ programId, versions, format, source, read, handle, onChange }: PanesProps): ReactNode {
  const t = usePhrases(programPhrases);
  const [pane, setPane] = useState<Pane>('forms');
  const isWide = useMediaQuery(WIDE) ?? false;
  const show = (place: { readonly line: number; readonly column: number }): void => {
    if (!isWide) setPane('text');
    // The pane has to be there before it can have the focus.
    requestAnimationFrame(() => handle.current?.goTo(place));
  };
  const labels = { forms: t('pane.forms'), text: t('pane.text'), try: t('pane.try'), versions: t('pane.versions') };
  const data = isWide
    ? [
        { value: 'forms', label: t('pane.edit') },
        { value: 'versions', label: labels.versions },
      ]
    : PANES.map((value) => ({ value, label: labels[value] }));
  return (
    <>
      <SegmentedControl
        aria-label={t('pane.label')}
        data={data}
        value={isWide && pane !== 'versions' ? 'forms' : pane}
        onChange={(value) => setPane(PANES.find((one) => one === value) ?? 'forms')}
        style={{ alignSelf: 'flex-start' }}
      />
      <div className={classes['panes']} data-pane={pane}>
        <div className={classes['pane']} data-name="forms">
          <FormsPane read={read} source={source} format={format} onChange={onChange} onShow={show} />
        </div>
        <div className={classes['pane']} data-name="text">
          <TextPane handle={handle} read={read} source={source} onChange={onChange} />
        </div>
        <div className={classes['pane']} data-name="try">
          <div className={classes['beside']}>
            <Card title={t('try.title')}>
              <TryPane program={read.program} source={source} />
            </Card>
          </div>
        </div>
        <div className={classes['pane']} data-name="versions">
          {pane === 'versions' ? (
            <Versions
              programId={programId}
              versions={versions}
              source={source}
              onUse={(theirs) => {
                onChange(theirs);
                setPane('forms');
              }}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}

type Reading = ReturnType<typeof useReading>;

/** The text as the engine reads it, a moment behind whoever types fast. */
function useReading(source: string, format: 'yaml' | 'json') {
  const settled = useDeferredValue(source);
  return useMemo(() => {
    const loaded = loadProgram(settled, format);
    const { tree } = readSource(settled, format);
    return {
      tree,
      program: loaded.ok ? loaded.program : null,
      problems: loaded.ok ? [] : loaded.problems,
    };
  }, [settled, format]);
}

interface FormsPaneProps {
  readonly read: Reading;
  readonly source: string;
  readonly format: 'yaml' | 'json';
  onChange(source: string): void;
  onShow(place: { readonly line: number; readonly column: number }): void;
}

function FormsPane({ read: { tree }, source, format, onChange, onShow }: FormsPaneProps): ReactNode {
  if (tree === null) return <UnreadableText />;
  const edit = (...edits: readonly SourceEdit[]): void => {
    // A place that the text does not have changes nothing: the other edits of the step are still made.
    onChange(edits.reduce((text, one) => editSource(text, format, one) ?? text, source));
  };
  const currency = currencyOf(tree.root);
  const show = (path: readonly (string | number)[]): void =>
    onShow(tree.place({ path, code: 'missing', message: '', hint: '' }));
  return (
    <FormsProvider value={{ root: tree.root, currency, edit, show }}>
      <ProgramFormParts />
    </FormsProvider>
  );
}

const CURRENCY = /^[A-Z]{3}$/u;

function currencyOf(root: unknown): string {
  const written: unknown = typeof root === 'object' && root !== null ? Reflect.get(root, 'currency') : null;
  return typeof written === 'string' && CURRENCY.test(written) ? written : 'RUB';
}

interface TextPaneProps {
  readonly handle: RefObject<TextHandle | null>;
  readonly read: Reading;
  readonly source: string;
  onChange(source: string): void;
}

function TextPane({ handle, read: { problems }, source, onChange }: TextPaneProps): ReactNode {
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  const marks = useMemo(() => problems.map((problem) => markOf(problem, language)), [problems, language]);
  return (
    <Stack gap="sm" className={classes['text'] ?? ''}>
      <TextEditor
        source={source}
        marks={marks}
        label={t('text.label')}
        language={language}
        handle={handle}
        onChange={onChange}
      />
      <ProblemList problems={problems} onGo={(problem) => handle.current?.goTo(problem)} />
    </Stack>
  );
}

function markOf(problem: Problem, language: 'ru' | 'en'): Mark {
  const { message, hint } = problemWords(problem)[language];
  return { line: problem.line, column: problem.column, text: hint === '' ? message : `${message} — ${hint}` };
}

function PublishedNote({ published: { version, effectiveFrom } }: { readonly published: PublishedNow }): ReactNode {
  const t = usePhrases(programPhrases);
  const format = useFormat();
  const isLater = effectiveFrom !== null && Date.parse(effectiveFrom) > Date.now();
  return (
    <Done title={t('publish.done', { version })}>
      {isLater
        ? t('publish.done-later', { date: `${format.date(effectiveFrom)}, ${format.time(effectiveFrom)}` })
        : t('publish.done-now')}
    </Done>
  );
}
