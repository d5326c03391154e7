/**
 * The door of the card, at the end of a poster's QR: what the customer gets, a telephone number or an e-mail, the code that was sent
 * there, and for whoever is new the consents. Nobody is asked whether they are new: the server finds out when the code is right.
 */
import { Alert, Paper, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { LookSwitches } from '../../ui/look-switches.tsx';
import { MemberLayout } from '../../ui/member-layout.tsx';
import { Asked } from '../../ui/states.tsx';
import { useCard } from '../session.tsx';
import { useShop } from '../shop.ts';
import { logoOf } from '../shop-logo.ts';
import { NoShop } from '../wrong-address.tsx';
import { CodeStep } from './code-step.tsx';
import { ConsentsStep } from './consents-step.tsx';
import { type Contact, ContactStep, type SentCode } from './contact-step.tsx';
import { JoinHead } from './join-head.tsx';
import { joinPhrases } from './phrases.ts';

type Step =
  | { readonly at: 'contact' }
  | { readonly at: 'code'; readonly contact: Contact; readonly sent: SentCode }
  | { readonly at: 'consents'; readonly contact: Contact; readonly sent: SentCode; readonly code: string };

export interface JoinScreenProps {
  /** Somebody was signed in here, and is not any more. */
  readonly isBack?: boolean;
}

export function JoinScreen({ isBack = false }: JoinScreenProps): ReactNode {
  const t = usePhrases(joinPhrases);
  const { api, organization } = useCard();
  const shop = useShop(api, organization);
  const isNowhere = shop.error !== null && isUnknown(shop.error);
  const [step, setStep] = useState<Step>({ at: 'contact' });
  return (
    <MemberLayout shop={shop.data?.name ?? 'Kopilka'} logo={logoOf(shop.data)} head={isNowhere ? null : <JoinHead />}>
      <Paper withBorder radius="lg" p="lg">
        {isNowhere ? (
          <NoShop />
        ) : (
          <Asked query={shop}>
            {() => (
              <Stack gap="md">
                {isBack ? (
                  <Alert color="yellow" radius="lg" title={t('back.title')}>
                    {t('back.advice')}
                  </Alert>
                ) : null}
                <Door step={step} onStep={setStep} />
              </Stack>
            )}
          </Asked>
        )}
      </Paper>
      <LookSwitches justify="center" />
    </MemberLayout>
  );
}

/** Whether the address is that of no shop here. */
function isUnknown(error: unknown): boolean {
  const trouble = troubleOf(error);
  return trouble.type === 'refused' && trouble.code === 'organization_unknown';
}

function Door({ step, onStep }: { readonly step: Step; onStep(step: Step): void }): ReactNode {
  switch (step.at) {
    case 'contact':
      return <ContactStep onSent={(contact, sent) => onStep({ at: 'code', contact, sent })} />;
    case 'code':
      return (
        <CodeStep
          contact={step.contact}
          sent={step.sent}
          onSent={(sent) => onStep({ ...step, sent })}
          onNew={(code) => onStep({ ...step, at: 'consents', code })}
          onBack={() => onStep({ at: 'contact' })}
        />
      );
    case 'consents':
      return (
        <ConsentsStep
          contact={step.contact}
          code={step.code}
          onCodeOver={() => onStep({ at: 'code', contact: step.contact, sent: step.sent })}
        />
      );
  }
}
