/** The shop's picture: chosen, shown, taken away. What is not a picture is refused in words, and the one before stays. */
import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { type Trouble, TroubleError, troubleOf } from '../../data/trouble.ts';
import { type Organization, useOrganizationChange } from '../../data/use-organization.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import classes from './logo-card.module.css';
import { settingsPhrases } from './phrases.ts';
import { pictureOf } from './picture.ts';

const ACCEPTED = 'image/png,image/jpeg,image/webp';

export function LogoCard({ organization }: { readonly organization: Organization }): ReactNode {
  const t = usePhrases(settingsPhrases);
  const { client, answer } = useApi();
  const take = useOrganizationChange();
  // So that the same file can be chosen again after it was mended.
  const reset = useRef<() => void>(null);
  const setting = useMutation({
    mutationFn: async (file: File) => {
      const picture = await pictureOf(file);
      if (picture === null) throw new TroubleError(unreadable(t('logo.unreadable.title'), t('logo.unreadable.advice')));
      return answer(client.PUT('/v1/organization/logo', { body: { picture } }));
    },
    onSuccess: take,
    onSettled: () => reset.current?.(),
  });
  const { logo } = organization;
  return (
    <Card title={t('logo.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('logo.about')}
        </Text>
        {logo === null ? (
          <Text>{t('logo.none')}</Text>
        ) : (
          <img className={classes['logo']} src={logo} alt={t('logo.alt')} />
        )}
        {setting.error === null ? null : <Refusal trouble={troubleOf(setting.error)} />}
        <Group gap="sm">
          <FileButton
            resetRef={reset}
            accept={ACCEPTED}
            onChange={(file) => {
              if (file !== null) setting.mutate(file);
            }}
          >
            {(props) => (
              <Button {...props} variant={logo === null ? 'filled' : 'default'} loading={setting.isPending}>
                {logo === null ? t('logo.choose') : t('logo.another')}
              </Button>
            )}
          </FileButton>
          {logo === null ? null : <RemoveLogo />}
        </Group>
      </Stack>
    </Card>
  );
}

function RemoveLogo(): ReactNode {
  const t = usePhrases(settingsPhrases);
  const { client, answer } = useApi();
  const take = useOrganizationChange();
  const [isAsking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => answer(client.DELETE('/v1/organization/logo')),
    onSuccess: (changed) => {
      setAsking(false);
      take(changed);
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('logo.remove')}
      </Button>
      <ConfirmWithConsequence
        opened={isAsking}
        title={t('logo.remove.title')}
        consequence={t('logo.remove.consequence')}
        action={t('logo.remove')}
        isBusy={removing.isPending}
        trouble={removing.error === null ? null : troubleOf(removing.error)}
        onConfirm={() => removing.mutate()}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}

/** Said here and not by the server, which never got the file. */
function unreadable(title: string, advice: string): Trouble {
  const both = (text: string) => ({ en: text, ru: text });
  return {
    type: 'refused',
    status: 422,
    code: 'logo_not_a_picture',
    title: both(title),
    advice: both(advice),
    mistakes: [],
    retryAfterSeconds: null,
    requestId: null,
  };
}
