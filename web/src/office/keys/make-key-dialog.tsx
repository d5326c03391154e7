/** A new key: what it is for, what it may do, and the key itself, once. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Scope, useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { capitalised } from '../../i18n/format.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { keyPhrases } from './phrases.ts';
import { KEYS } from './keys-query.ts';
import { useScopes } from './scope-words.ts';

const NAME_CHARACTERS_MAX = 100;

export function MakeKeyDialog({ onClose }: { onClose(): void }): ReactNode {
  const t = usePhrases(keyPhrases);
  const { client, answer } = useApi();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: (body: { name: string; scopes: Scope[] }) => answer(client.POST('/v1/keys', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
  const made = making.data;
  return (
    <Dialog
      onClose={onClose}
      title={made === undefined ? t('make.title') : t('made.title')}
      isPrecious={made !== undefined}
    >
      {made === undefined ? (
        <KeyForm
          isBusy={making.isPending}
          refusal={making.error === null ? null : <Refusal trouble={troubleOf(making.error)} />}
          onMake={(name, scopes) => making.mutate({ name, scopes: [...scopes] })}
          onCancel={onClose}
        />
      ) : (
        <Stack gap="md">
          <Text>{t('made.about')}</Text>
          <CopyText label={t('made.label', { name: made.name })} value={made.key} />
          <Button onClick={onClose}>{t('made.done')}</Button>
        </Stack>
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  readonly isBusy: boolean;
  readonly refusal: ReactNode;
  onMake(name: string, scopes: readonly Scope[]): void;
  onCancel(): void;
}

function KeyForm({ isBusy, refusal, onMake, onCancel }: KeyFormProps): ReactNode {
  const t = usePhrases(keyPhrases);
  const all = useScopes();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['till']);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onMake(name.trim(), scopes);
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('make.name')}
          placeholder={t('make.name-example')}
          maxLength={NAME_CHARACTERS_MAX}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <Checkbox.Group
          label={t('make.scopes')}
          value={[...scopes]}
          onChange={(chosen) => setScopes(all.map(({ scope }) => scope).filter((scope) => chosen.includes(scope)))}
        >
          <Stack gap="sm" mt="xs">
            {all.map(({ scope, name: word, about }) => (
              <Checkbox key={scope} value={scope} label={capitalised(word)} description={about} />
            ))}
          </Stack>
        </Checkbox.Group>
        {refusal}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={name.trim() === '' || scopes.length === 0}>
            {t('make.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
