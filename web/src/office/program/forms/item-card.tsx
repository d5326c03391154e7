/** One thing of the program (a rule, a kind of unit, a level, a reward) with its fields, its place in the text and its way out. */
import { Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { Path } from '@kopilka/engine';
import type { ReactNode } from 'react';
import { usePhrases } from '../../../i18n/language.tsx';
import { formPhrases } from './form-phrases.ts';
import { useProgramForms } from './forms-context.tsx';

export interface ItemCardProps {
  readonly title: string;
  readonly path: Path;
  /** Beside the title: what it is on. */
  readonly note?: ReactNode;
  /** What the fields do not show. */
  readonly hint?: string | null;
  readonly children?: ReactNode;
  /** null where it has to stay. */
  readonly onRemove: (() => void) | null;
}

export function ItemCard({ title, path, note, hint, children, onRemove }: ItemCardProps): ReactNode {
  const t = usePhrases(formPhrases);
  const { show } = useProgramForms();
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label={title}>
      <Group justify="space-between" gap="xs" mb="sm">
        <Title order={3} size="h6">
          {title}
        </Title>
        {note}
      </Group>
      <SimpleGrid cols={2} spacing="sm" style={{ alignItems: 'end' }}>
        {children}
      </SimpleGrid>
      {hint === undefined || hint === null ? null : (
        <Text size="sm" c="dimmed" mt="sm">
          {hint}
        </Text>
      )}
      <Group gap="xs" mt="sm" ml={-8}>
        <Button variant="subtle" size="compact-sm" onClick={() => show(path)}>
          {t('forms.show')}
        </Button>
        {onRemove === null ? null : (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
            {t('forms.remove')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
