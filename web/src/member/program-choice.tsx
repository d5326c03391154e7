/** Which of the shop's programs the screens show; most shops have one. Its currency and time zone are those of everything inside. */
import { SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { PlaceProvider, usePhrases, useSpeech } from '../i18n/language.tsx';
import { Empty } from '../ui/states.tsx';
import type { CardProgram } from './card-types.ts';
import { memberPhrases } from './phrases.ts';
import { useMe } from './use-me.ts';

interface Choice {
  readonly programs: readonly CardProgram[];
  /** undefined until the card is known, and in a shop without programs. */
  readonly program: CardProgram | undefined;
  choose(programId: string): void;
}

const ChoiceContext = createContext<Choice | null>(null);

export function ProgramChoice({ children }: { readonly children: ReactNode }): ReactNode {
  const programs = useMe().data?.programs;
  useNews(programs);
  const [chosen, setChosen] = useState<string | null>(null);
  const choice = useMemo<Choice>(() => {
    const program = programs?.find(({ programId }) => programId === chosen) ?? programs?.[0];
    return { programs: programs ?? [], program, choose: setChosen };
  }, [programs, chosen]);
  const { program } = choice;
  return (
    <ChoiceContext value={choice}>
      {program === undefined ? (
        children
      ) : (
        <PlaceProvider place={{ currency: program.currency, timeZone: program.timeZone }}>{children}</PlaceProvider>
      )}
    </ChoiceContext>
  );
}

const TOLD_BY_IT = ['history', 'rewards', 'redemptions'];

/** A balance that has changed has a history: what is shown of it is asked again. An answer that is as before is the same object. */
function useNews(programs: readonly CardProgram[] | undefined): void {
  const queries = useQueryClient();
  const known = useRef(programs);
  useEffect(() => {
    if (known.current !== undefined && known.current !== programs)
      for (const what of TOLD_BY_IT) void queries.invalidateQueries({ queryKey: ['card', what] });
    known.current = programs;
  }, [programs, queries]);
}

export function useProgram(): Choice {
  const choice = useContext(ChoiceContext);
  if (choice === null) throw new Error('a screen outside of ProgramChoice');
  return choice;
}

/** What a screen shows of a program, or that the shop has none yet. */
export function OfProgram({ children }: { readonly children: ReactNode }): ReactNode {
  const t = usePhrases(memberPhrases);
  const isKnown = useMe().data !== undefined;
  const { program } = useProgram();
  return isKnown && program === undefined ? <Empty title={t('none.title')} advice={t('none.advice')} /> : children;
}

/** Longer names stand below each other. */
const BESIDE_CHARACTERS_MAX = 28;

export function ProgramSwitch(): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const { programs, program, choose } = useProgram();
  if (program === undefined || programs.length < 2) return null;
  const characters = programs.reduce((sum, { name }) => sum + name[language].length, 0);
  return (
    <SegmentedControl
      aria-label={t('program.which')}
      fullWidth
      orientation={characters > BESIDE_CHARACTERS_MAX ? 'vertical' : 'horizontal'}
      styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere' } }}
      value={program.programId}
      onChange={choose}
      data={programs.map(({ programId, name }) => ({ value: programId, label: name[language] }))}
    />
  );
}
