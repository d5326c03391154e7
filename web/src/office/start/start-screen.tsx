/** «Старт за минуту»: name → ready program → three sliders → done. A shop that has a program already is left alone: this opens another. */
import { Stepper } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { type Shop, useShop } from '../../data/use-organization.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { Asked } from '../../ui/states.tsx';
import { ChooseProgram } from './choose-program.tsx';
import { DoneStep } from './done-step.tsx';
import { NameStep } from './name-step.tsx';
import { SlidersStep } from './sliders-step.tsx';
import { startPhrases } from './start-phrases.ts';
import { chosen, type Wish } from './wish.ts';

export function StartScreen(): ReactNode {
  const t = usePhrases(startPhrases);
  const shop = useShop();
  return (
    <Page title={t('start.title')} about={t('start.about')}>
      <Asked query={shop}>{(known) => <Steps shop={known} />}</Asked>
    </Page>
  );
}

type Step = 'name' | 'program' | 'sliders' | 'done';
const STEPS: readonly Step[] = ['name', 'program', 'sliders', 'done'];

function Steps({ shop }: { readonly shop: Shop }): ReactNode {
  const t = usePhrases(startPhrases);
  // Of the moment that the screen was opened: at the end the shop has a program.
  const [step, setStep] = useState<Step>(shop.programs.length > 0 ? 'name' : 'program');
  const [wish, setWish] = useState<Wish | null>(null);
  const queries = useQueryClient();
  const place = useStepFocus(step);
  return (
    <>
      <Stepper active={STEPS.indexOf(step)} size="sm" aria-hidden="true" visibleFrom="sm">
        <Stepper.Step label={t('step.name')} tabIndex={-1} />
        <Stepper.Step label={t('step.program')} tabIndex={-1} />
        <Stepper.Step label={t('step.sliders')} tabIndex={-1} />
        <Stepper.Step label={t('step.done')} tabIndex={-1} />
      </Stepper>
      <div ref={place} tabIndex={-1} style={{ outline: 'none' }}>
        {step === 'name' ? <NameStep present={shop.name} /> : null}
        {step === 'program' ? (
          <Ready
            name={shop.name}
            onWish={(next) => {
              setWish(next);
              setStep('sliders');
            }}
          />
        ) : null}
        {step === 'sliders' && wish !== null ? (
          <SlidersStep
            wish={wish}
            onValues={(values) => setWish({ ...wish, values })}
            onBack={() => setStep('program')}
            onDone={() => {
              void queries.invalidateQueries();
              setStep('done');
            }}
          />
        ) : null}
        {step === 'done' && wish !== null ? <DoneStep wish={wish} /> : null}
      </div>
    </>
  );
}

function Ready({ name, onWish }: { readonly name: string; readonly onWish: (wish: Wish) => void }): ReactNode {
  const { client, answer } = useApi();
  const templates = useQuery({
    queryKey: ['program-templates'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(client.GET('/v1/program-templates')),
  });
  return (
    <Asked query={templates}>
      {({ templates: ready }) => (
        <ChooseProgram name={name} templates={ready} onChosen={(template) => onWish(chosen(name, template))} />
      )}
    </Asked>
  );
}

/** A new step is where whoever works by keyboard goes on; the first one begins where the page does. */
function useStepFocus(step: Step) {
  const place = useRef<HTMLDivElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (!(place.current?.contains(document.activeElement) ?? false)) place.current?.focus();
  }, [step]);
  return place;
}
