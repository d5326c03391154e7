/** What the person has agreed to: each text by itself, to be read again, and taken back where one may. */
import { Stack, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Asked } from '../../ui/states.tsx';
import type { Consent, Profile } from '../card-types.ts';
import { ConsentText } from '../join/consent-text.tsx';
import { useConsents } from '../join/consents-step.tsx';
import { useCard } from '../session.tsx';
import { morePhrases } from './phrases.ts';
import { useShowProfile } from './use-profile.ts';

export function ConsentsCard({ profile }: { readonly profile: Profile }): ReactNode {
  const t = usePhrases(morePhrases);
  const texts = useConsents();
  return (
    <Card title={t('consents.title')}>
      <Asked query={texts}>
        {(known) => (
          <Stack gap="lg">
            {known.map((text) => (
              <ConsentRow key={text.kind} text={text} profile={profile} />
            ))}
          </Stack>
        )}
      </Asked>
    </Card>
  );
}

function ConsentRow({ text, profile }: { readonly text: Consent; readonly profile: Profile }): ReactNode {
  const t = usePhrases(morePhrases);
  const { language, format } = useSpeech();
  const given = profile.consents.find(({ kind }) => kind === text.kind);
  const change = useGive();
  const said =
    given === undefined
      ? t('consents.never')
      : given.granted
        ? t('consents.given', { date: format.date(given.at) })
        : t('consents.refused', { date: format.date(given.at) });
  return (
    <div>
      {text.required ? (
        <Text fw={500}>{text.title[language]}</Text>
      ) : (
        <Switch
          size="md"
          label={text.title[language]}
          checked={change.state.isPending ? change.state.variables.input.granted : given?.granted === true}
          disabled={change.state.isPending}
          onChange={(event) =>
            void change.run({ version: text.version, granted: event.currentTarget.checked }).catch(() => undefined)
          }
        />
      )}
      <Text size="sm" c="dimmed">
        {said}
      </Text>
      {text.required ? (
        <Text size="sm" c="dimmed">
          {t('consents.required')}
        </Text>
      ) : null}
      <ConsentText consent={text} />
      {change.state.error === null ? null : <Refusal trouble={troubleOf(change.state.error)} />}
    </div>
  );
}

/** The only one that can be changed without deleting the account. */
const CHANGEABLE = 'advertising';

function useGive() {
  const { api, organization } = useCard();
  const show = useShowProfile();
  return useCommand<{ readonly version: number; readonly granted: boolean }, Profile>(async ({ input }) => {
    const changed = await api.answer(
      api.client.PUT('/v1/card/{organization}/me/consents', {
        params: { path: { organization } },
        body: { kind: CHANGEABLE, ...input },
      }),
    );
    show(changed);
    return changed;
  });
}
