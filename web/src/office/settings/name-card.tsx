/** The shop's name and colour, with what the colour becomes in light and dark before anything is saved. */
import { Button, ColorInput, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { type Organization, useOrganizationChange } from '../../data/use-organization.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { accentOf, DEFAULT_COLOR } from '../../ui/accent.ts';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { AccentPreview } from './accent-preview.tsx';
import { settingsPhrases } from './phrases.ts';

const NAME_CHARACTERS_MAX = 100;
const COLOR = /^#[0-9a-f]{6}$/iu;
const OFFERED = ['#0f7a5a', '#1d6fd1', '#6b4fd8', '#c2571a', '#b3261e', '#8a3b6f', '#5d6b1f', '#2b2f36'];

export function NameCard({ organization }: { readonly organization: Organization }): ReactNode {
  const t = usePhrases(settingsPhrases);
  const { client, answer } = useApi();
  const take = useOrganizationChange();
  const [name, setName] = useState(organization.name);
  const [color, setColor] = useState(organization.accentColor ?? DEFAULT_COLOR);
  const isColor = COLOR.test(color);
  const shown = isColor ? color.toLowerCase() : DEFAULT_COLOR;
  // Ours is not kept as theirs: it may become another one day.
  const chosen = shown === DEFAULT_COLOR ? null : shown;
  const saving = useMutation({
    mutationFn: () =>
      answer(
        client.PATCH('/v1/organization', {
          body: { name: name.trim(), accentColor: chosen },
        }),
      ),
    onSuccess: take,
  });
  const isChanged = name.trim() !== organization.name || chosen !== organization.accentColor;
  return (
    <Card title={t('name.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('name.label')}
            value={name}
            maxLength={NAME_CHARACTERS_MAX}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <Group align="flex-end" gap="sm">
            <ColorInput
              label={t('color.label')}
              description={t('color.about')}
              format="hex"
              withEyeDropper={false}
              swatches={OFFERED}
              value={color}
              onChange={setColor}
              maw={240}
            />
            {color === DEFAULT_COLOR ? null : (
              <Button variant="subtle" onClick={() => setColor(DEFAULT_COLOR)}>
                {t('color.ours')}
              </Button>
            )}
          </Group>
          <AccentPreview name={name} color={shown} />
          {chosen !== null && isCorrected(chosen) ? (
            <Text size="sm" c="dimmed">
              {t('color.corrected')}
            </Text>
          ) : null}
          {saving.error === null ? null : <Refusal trouble={troubleOf(saving.error)} onRetry={() => saving.mutate()} />}
          <Group gap="sm">
            <Button type="submit" loading={saving.isPending} disabled={!isChanged || !isColor || name.trim() === ''}>
              {t('save')}
            </Button>
            <Text span role="status" c="dimmed">
              {saving.isSuccess && !isChanged ? t('saved') : null}
            </Text>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function isCorrected(color: string): boolean {
  const { light, dark } = accentOf(color);
  return light.strong !== color || dark.strong !== color;
}
