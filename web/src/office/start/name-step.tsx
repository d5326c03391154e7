/** What another shop is called. It is founded at once, and the way goes on in it; the same name again is the same shop. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { startPhrases } from './start-phrases.ts';

/** As the program's language has it. */
const NAME_CHARACTERS_MAX = 200;
const HERE = '/office/start';

/** `present` is the shop that is there already. */
export function NameStep({ present }: { readonly present: string }): ReactNode {
  const t = usePhrases(startPhrases);
  const { client, answer } = useApi();
  const [name, setName] = useState('');
  const founding = useCommand(({ input }: { readonly input: string }) =>
    answer(client.POST('/v1/me/organizations', { body: { name: input } })),
  );
  const found = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    // Everything that the page knows is of the other shop: it begins anew.
    void founding.run(name.trim()).then(
      () => location.assign(HERE),
      () => undefined,
    );
  };
  return (
    <Card maw={560}>
      <form onSubmit={found}>
        <Stack gap="lg">
          <Text c="dimmed">{t('name.another', { name: present })}</Text>
          <TextInput
            label={t('name.label')}
            description={t('name.about')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={NAME_CHARACTERS_MAX}
            autoComplete="organization"
            size="md"
            autoFocus
            required
          />
          {founding.state.error === null ? null : (
            <Refusal trouble={troubleOf(founding.state.error)} onRetry={found} isRetrying={founding.state.isPending} />
          )}
          <Group>
            <Button
              type="submit"
              size="md"
              disabled={name.trim() === ''}
              loading={founding.state.isPending || founding.state.isSuccess}
            >
              {t('next.button')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
