/** Everything that the shop knows, to download; and its erasure, which asks with what will be lost and with a code. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Trouble, troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import type { Profile } from '../card-types.ts';
import { CodeField } from '../join/code-field.tsx';
import type { SentCode } from '../join/contact-step.tsx';
import { OutboxNote, SendAgain } from '../join/sent-note.tsx';
import { useCard } from '../session.tsx';
import { unitsText } from '../units.ts';
import { useMe } from '../use-me.ts';
import { morePhrases } from './phrases.ts';

export function DataCard({ profile }: { readonly profile: Profile | undefined }): ReactNode {
  const t = usePhrases(morePhrases);
  const { organization } = useCard();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <Card title={t('data.title')}>
      <Stack gap="md">
        <Text>{t('data.about')}</Text>
        <Group gap="sm">
          <Button
            component="a"
            size="md"
            variant="default"
            href={`/v1/card/${organization}/me/data`}
            download="my-card.json"
          >
            {t('data.download')}
          </Button>
          {isDeleting || profile === undefined ? null : (
            <Button size="md" variant="light" color="red" onClick={() => setIsDeleting(true)}>
              {t('data.delete')}
            </Button>
          )}
        </Group>
        {isDeleting && profile !== undefined ? (
          <Deletion profile={profile} onClose={() => setIsDeleting(false)} />
        ) : null}
      </Stack>
    </Card>
  );
}

interface DeletionProps {
  readonly profile: Profile;
  onClose(): void;
}

function Deletion({ profile, onClose }: DeletionProps): ReactNode {
  const t = usePhrases(morePhrases);
  const [code, setCode] = useState('');
  const [sent, setSent] = useState<SentCode | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const channel = profile.phone === null ? 'email' : 'sms';
  const asking = useAskForCode();
  const deleting = useDelete();
  const ask = (): void => void asking.run(channel).then(setSent, () => undefined);
  const refused = asking.state.error;
  return (
    <Stack gap="md">
      <Lost />
      {sent === null ? (
        <Group gap="sm">
          <Button size="md" color="red.9" loading={asking.state.isPending} onClick={ask}>
            {t('data.send')}
          </Button>
          <Button size="md" variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </Group>
      ) : (
        <>
          <OutboxNote sent={sent} />
          <CodeField
            label={t('code')}
            about={t('code.sent-to', { to: phoneText(profile.phone ?? profile.email ?? '') })}
            digits={sent.digits}
            value={code}
            onChange={setCode}
          />
          <Group justify="space-between" gap="sm">
            <SendAgain sent={sent} isBusy={asking.state.isPending} onAgain={ask} />
            <Button size="md" variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
          </Group>
          <Button size="md" color="red.9" disabled={code.length < sent.digits} onClick={() => setIsAsked(true)}>
            {t('data.delete')}
          </Button>
        </>
      )}
      {refused === null ? null : <Refusal trouble={troubleOf(refused)} />}
      <ConfirmWithConsequence
        opened={isAsked}
        title={t('data.ask')}
        consequence={<Lost />}
        action={t('data.delete')}
        isBusy={deleting.state.isPending}
        trouble={troubleIn(deleting.state.error)}
        onConfirm={() => void deleting.run({ channel, code }).catch(() => undefined)}
        onCancel={() => setIsAsked(false)}
      />
    </Stack>
  );
}

/** What will be gone, in numbers. */
function Lost(): ReactNode {
  const t = usePhrases(morePhrases);
  const format = useFormat();
  const me = useMe().data;
  const wallets = me?.programs.flatMap((program) => program.wallets.filter(({ available }) => available > 0)) ?? [];
  const units = wallets.map((wallet) => unitsText(format, wallet.available, wallet)).join(', ');
  return (
    <Text component="div">
      {units === '' ? t('data.lost-nothing') : t('data.lost', { units })} {t('data.lost-for-ever')}
    </Text>
  );
}

function troubleIn(error: unknown): Trouble | null {
  return error === null ? null : troubleOf(error);
}

function useAskForCode() {
  const { api, organization } = useCard();
  const { language } = useSpeech();
  return useCommand<'sms' | 'email', SentCode>(async ({ input: channel }) => {
    const { delivery, digits, againAfterSeconds } = await api.answer(
      api.client.POST('/v1/card/{organization}/me/deletion/codes', {
        params: { path: { organization } },
        body: { channel, language },
      }),
    );
    return { channel, delivery, digits, againAt: Date.now() + againAfterSeconds * 1000 };
  });
}

function useDelete() {
  const { api, organization, forget } = useCard();
  return useCommand<{ readonly channel: 'sms' | 'email'; readonly code: string }, null>(async ({ input }) => {
    await api.done(
      api.client.POST('/v1/card/{organization}/me/deletion', { params: { path: { organization } }, body: input }),
    );
    await forget();
    return null;
  });
}
