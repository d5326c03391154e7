/** Which of the shop's programs the screens show; most shops have one. Its currency and time zone are those of everything inside. */
import { SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { PlaceProvider, usePhrases, useSpeech } from '../i18n/language.tsx';
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

export function ProgramSwitch(): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const { programs, program, choose } = useProgram();
  if (program === undefined || programs.length < 2) return null;
  return (
    <SegmentedControl
      aria-label={t('program.which')}
      value={program.programId}
      onChange={choose}
      data={programs.map(({ programId, name }) => ({ value: programId, label: name[language] }))}
    />
  );
}
