/** All versions that were published, newest first: when each rules, how it differs from the draft, and a way to begin from it. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Asked } from '../../ui/states.tsx';
import { ChangeList } from './change-list.tsx';
import { differencesOf } from './differences.ts';
import { DiffView } from './diff-view.tsx';
import { programPhrases } from './program-phrases.ts';

export interface ListedVersion {
  readonly version: number;
  /** ISO; null: from the beginning of time. */
  readonly effectiveFrom: string | null;
  readonly publishedAt: string;
}

export interface VersionsProps {
  readonly programId: string;
  readonly versions: readonly ListedVersion[];
  /** The draft's text. */
  readonly source: string;
  onUse(source: string): void;
}

export function Versions({ programId, versions, source, onUse }: VersionsProps): ReactNode {
  const t = usePhrases(programPhrases);
  const format = useFormat();
  const [opened, setOpened] = useState<number | null>(null);
  const ruling = rulingOf(versions);
  return (
    <Stack gap="sm">
      {versions.map(({ version, effectiveFrom, publishedAt }) => (
        <Paper key={version} withBorder radius="lg" p="md">
          <Group justify="space-between" gap="xs">
            <Title order={3} size="h6">
              {t('versions.row', { version })}
            </Title>
            {version === ruling ? <Badge>{t('versions.current')}</Badge> : null}
          </Group>
          <Text size="sm" c="dimmed">
            {effectiveFrom === null
              ? t('versions.first')
              : t('versions.planned', { date: `${format.date(effectiveFrom)}, ${format.time(effectiveFrom)}` })}
            {' · '}
            {t('versions.published', { date: format.dateTime(publishedAt) })}
          </Text>
          <Group gap="xs" mt="xs">
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={opened === version}
              onClick={() => setOpened(opened === version ? null : version)}
            >
              {opened === version ? t('versions.close') : t('versions.compare')}
            </Button>
          </Group>
          {opened === version ? (
            <Comparison programId={programId} version={version} source={source} onUse={onUse} />
          ) : null}
        </Paper>
      ))}
    </Stack>
  );
}

/** Of those that have begun, the one that began last; of several at once the newest. */
function rulingOf(versions: readonly ListedVersion[]): number | null {
  const startOf = ({ effectiveFrom }: ListedVersion): number =>
    effectiveFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(effectiveFrom);
  const begun = versions.filter((version) => startOf(version) <= Date.now());
  return begun.toSorted((a, b) => startOf(b) - startOf(a) || b.version - a.version)[0]?.version ?? null;
}

interface ComparisonProps {
  readonly programId: string;
  readonly version: number;
  readonly source: string;
  onUse(source: string): void;
}

function Comparison({ programId, version, source, onUse }: ComparisonProps): ReactNode {
  const found = useProgramVersion(programId, version);
  return (
    <Asked query={found}>
      {(theirs) => <Compared version={version} theirs={theirs.source} source={source} onUse={onUse} />}
    </Asked>
  );
}

function Compared(props: Omit<ComparisonProps, 'programId'> & { readonly theirs: string }): ReactNode {
  const { version, theirs, source, onUse } = props;
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  const differences = useMemo(() => differencesOf(theirs, source, language), [theirs, source, language]);
  if (theirs === source) return <Text size="sm">{t('versions.same')}</Text>;
  return (
    <Stack gap="sm" mt="sm">
      {differences === null ? null : <ChangeList differences={differences} />}
      <DiffView before={theirs} after={source} label={t('versions.compared', { version })} />
      <div>
        <Button variant="default" size="sm" onClick={() => onUse(theirs)}>
          {t('versions.use')}
        </Button>
      </div>
    </Stack>
  );
}

/** A version never changes, so it is asked for once. */
export function useProgramVersion(programId: string, version: number) {
  const { client, answer } = useApi();
  return useQuery({
    queryKey: ['program-version', programId, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      answer(client.GET('/v1/programs/{id}/versions/{version}', { params: { path: { id: programId, version } } })),
  });
}
