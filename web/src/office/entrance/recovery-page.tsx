/** /office/recovery#token: the page behind the letter's link, where a new password is set. */
import { Anchor, Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { createOpenApi } from '../../data/api.ts';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Done, Empty } from '../../ui/states.tsx';
import { DoorPage } from './door.tsx';
import { isPasswordLongEnough, NewPassword } from './new-password.tsx';
import { entrancePhrases } from './phrases.ts';

export function RecoveryPage({ token }: { readonly token: string }): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [password, setPassword] = useState('');
  const saving = useMutation({
    mutationFn: async () => {
      const { client, done } = createOpenApi();
      await done(client.POST('/v1/password-recovery/complete', { body: { token, password } }));
    },
  });
  const toSignIn = (
    <Anchor href="/office/" ta="center">
      {t('to-sign-in')}
    </Anchor>
  );
  if (token === '') {
    return (
      <DoorPage title={t('recovery.title')}>
        <Empty title={t('recovery.no-token.title')} advice={t('recovery.no-token.advice')} action={toSignIn} />
      </DoorPage>
    );
  }
  if (saving.isSuccess) {
    return (
      <DoorPage title={t('recovery.title')}>
        <Done title={t('recovery.done.title')}>{t('recovery.done.advice')}</Done>
        <Button component="a" href="/office/" size="md">
          {t('to-sign-in')}
        </Button>
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t('recovery.title')} about={t('recovery.about')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <NewPassword label={t('password.new')} value={password} onChange={setPassword} />
          {saving.error === null ? null : <Refusal trouble={troubleOf(saving.error)} />}
          <Button type="submit" size="md" loading={saving.isPending} disabled={!isPasswordLongEnough(password)}>
            {t('recovery.save')}
          </Button>
          {toSignIn}
        </Stack>
      </form>
    </DoorPage>
  );
}
