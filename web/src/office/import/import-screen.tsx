/** One import, step by step: its file, its columns, the check, the work, the result. Where it stands the server knows, so one may leave at any time. */
import { Anchor, Badge, Stack, Stepper, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { PlaceProvider, useFormat, usePhrases } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { Asked, Done } from '../../ui/states.tsx';
import { type OfficeProgram, usePrograms } from '../members/programs.ts';
import { CheckStep } from './check-step.tsx';
import { FailedStep } from './failed-step.tsx';
import { ForgetFile } from './forget-file.tsx';
import { type Import, type ImportState, useImport } from './imports.ts';
import { importListPhrases } from './list-phrases.ts';
import { MappingStep } from './mapping-step.tsx';
import { importPhrases } from './phrases.ts';
import { ResultStep } from './result-step.tsx';
import { RunStep } from './run-step.tsx';
import { useStateWords } from './state-words.ts';
import { UploadStep } from './upload-step.tsx';

const NO_PLACE = { currency: 'RUB', timeZone: 'UTC' };

export function ImportScreen(): ReactNode {
  const t = usePhrases(importPhrases);
  const { id = '' } = useParams({ strict: false });
  const [isForgotten, setForgotten] = useState(false);
  return (
    <Stack gap="sm">
      <Anchor renderRoot={(props) => <Link to="/import" {...props} />} size="sm" w="fit-content">
        ← {t('back')}
      </Anchor>
      {isForgotten ? (
        <Done title={t('place.gone')} />
      ) : (
        <Known key={id} id={id} onForgotten={() => setForgotten(true)} />
      )}
    </Stack>
  );
}

function Known({ id, onForgotten }: { readonly id: string; onForgotten(): void }): ReactNode {
  const programs = usePrograms();
  const found = useImport(id);
  return (
    <Asked query={programs}>
      {(known) => (
        <Asked query={found}>
          {(one) => (
            <PlaceProvider place={known[0]?.place ?? NO_PLACE}>
              <ImportPage one={one} programs={known} onForgotten={onForgotten} />
            </PlaceProvider>
          )}
        </Asked>
      )}
    </Asked>
  );
}

interface ImportPageProps {
  readonly one: Import;
  readonly programs: readonly OfficeProgram[];
  onForgotten(): void;
}

type Step = 'file' | 'columns' | 'check' | 'run';
const STEPS: readonly Step[] = ['file', 'columns', 'check', 'run'];
/** A check that is being stopped is still a check. */
const stepOf = ({ state, startedAt }: Import): Step =>
  state === 'stopping' && startedAt === null ? 'check' : STEP_OF[state];
const STEP_OF: Readonly<Record<ImportState, Step>> = {
  uploading: 'file',
  read: 'columns',
  checking: 'check',
  checked: 'check',
  running: 'run',
  stopping: 'run',
  stopped: 'run',
  done: 'run',
  failed: 'run',
};

function ImportPage({ one, programs, onForgotten }: ImportPageProps): ReactNode {
  const t = usePhrases(importListPhrases);
  const format = useFormat();
  const stateWords = useStateWords();
  // Somebody who has seen the check may go back to the columns; the server knows of it when they are sent.
  const [isBack, setBack] = useState(false);
  const step = isBack && MAY_GO_BACK.has(one.state) ? 'columns' : stepOf(one);
  const place = useStepFocus(step);
  const { words, color } = stateWords(one.state);
  return (
    <Page
      title={one.name}
      about={
        <>
          {t('list.about', {
            kind: one.kind === 'members' ? t('members') : t('receipts'),
            when: format.dateTime(one.createdAt),
          })}{' '}
          <Badge color={color}>{words}</Badge>
        </>
      }
    >
      <Steps step={step} isDone={one.state === 'done'} />
      <div ref={place} tabIndex={-1} style={{ outline: 'none' }}>
        <StepBody
          one={one}
          programs={programs}
          step={step}
          onColumns={() => setBack(true)}
          onChecking={() => setBack(false)}
        />
      </div>
      <ForgetFile one={one} onForgotten={onForgotten} />
    </Page>
  );
}

/** Where nothing has changed the shop yet. */
const MAY_GO_BACK: ReadonlySet<ImportState> = new Set(['checked', 'failed']);

interface StepBodyProps extends Pick<ImportPageProps, 'one' | 'programs'> {
  readonly step: Step;
  onColumns(): void;
  onChecking(): void;
}

function StepBody({ one, programs, step, onColumns, onChecking }: StepBodyProps): ReactNode {
  switch (step) {
    case 'file':
      return <UploadStep one={one} />;
    case 'columns':
      return <MappingStep one={one} programs={programs} onChecking={onChecking} />;
    case 'check':
      return <CheckStep one={one} programs={programs} onColumns={onColumns} />;
    case 'run':
      if (one.state === 'done') return <ResultStep one={one} programs={programs} />;
      if (one.state === 'failed') return <FailedStep one={one} onColumns={onColumns} />;
      return <RunStep one={one} />;
  }
}

function Steps({ step, isDone }: { readonly step: Step; readonly isDone: boolean }): ReactNode {
  const t = usePhrases(importPhrases);
  const names: Readonly<Record<Step, string>> = {
    file: t('step.file'),
    columns: t('step.columns'),
    check: t('step.check'),
    run: t('step.run'),
  };
  const at = STEPS.indexOf(step);
  return (
    <>
      <Stepper active={isDone ? STEPS.length : at} size="sm" aria-hidden="true" visibleFrom="md">
        {STEPS.map((each) => (
          <Stepper.Step key={each} label={names[each]} tabIndex={-1} />
        ))}
      </Stepper>
      {isDone ? null : (
        <Text size="sm" c="dimmed" hiddenFrom="md">
          {t('step.of', { step: at + 1, steps: STEPS.length, name: names[step] })}
        </Text>
      )}
    </>
  );
}

/** A new step is where whoever works by keyboard goes on; the first one begins where the page does. */
function useStepFocus(step: Step) {
  const place = useRef<HTMLDivElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (place.current?.contains(document.activeElement) ?? false) return;
    place.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
  return place;
}
