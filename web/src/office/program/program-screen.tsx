/** «Программа»: which program, and its editor from the newest version on, be it ruling or planned. */
import { Button, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { useShop } from '../../data/use-organization.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Asked, Empty } from '../../ui/states.tsx';
import { ProgramEditor } from './program-editor.tsx';
import { programPhrases } from './program-phrases.ts';
import { type ListedVersion, useProgramVersion } from './versions.tsx';

export function ProgramScreen(): ReactNode {
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  const navigate = useNavigate();
  const shop = useShop();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Asked query={shop}>
      {({ organizationId, programs }) => {
        const program = programs.find(({ programId }) => programId === chosen) ?? programs[0];
        if (program === undefined)
          return (
            <Page title={t('program.title')}>
              <Card>
                <Empty
                  title={t('program.empty.title')}
                  advice={t('program.empty.advice')}
                  action={<Button onClick={() => void navigate({ to: '/start' })}>{t('program.begin')}</Button>}
                />
              </Card>
            </Page>
          );
        const { programId } = program;
        const names = programs.map((one) => ({
          value: one.programId,
          label: one.name[language] ?? one.name.ru ?? one.name.en ?? one.programId,
        }));
        return (
          <Stack gap="lg">
            {programs.length < 2 ? null : (
              <Select
                label={t('program.choose')}
                data={names}
                value={programId}
                onChange={setChosen}
                allowDeselect={false}
                maw={420}
              />
            )}
            <Versioned key={`${organizationId} ${programId}`} organizationId={organizationId} programId={programId} />
          </Stack>
        );
      }}
    </Asked>
  );
}

interface VersionedProps {
  readonly organizationId: string;
  readonly programId: string;
}

/** How often somebody else's publication is looked for while this one is being written. */
const LOOK_MS = 60_000;

function Versioned({ organizationId, programId }: VersionedProps): ReactNode {
  const { client, answer } = useApi();
  const versions = useQuery({
    queryKey: ['program-versions', programId],
    refetchInterval: LOOK_MS,
    queryFn: () => answer(client.GET('/v1/programs/{id}/versions', { params: { path: { id: programId } } })),
  });
  return (
    <Asked query={versions}>
      {({ versions: listed }) => {
        const [newest] = listed;
        return newest === undefined ? null : (
          <Newest organizationId={organizationId} programId={programId} versions={listed} version={newest.version} />
        );
      }}
    </Asked>
  );
}

interface NewestProps extends VersionedProps {
  readonly versions: readonly ListedVersion[];
  readonly version: number;
}

function Newest({ organizationId, programId, versions, version }: NewestProps): ReactNode {
  // The version that is shown stays while a newer one is fetched: the editor must not go away under whoever writes.
  const newest = useProgramVersion(programId, version);
  const [shown, setShown] = useState(newest.data);
  if (newest.data !== undefined && newest.data !== shown) setShown(newest.data);
  if (shown === undefined) return <Asked query={newest}>{() => null}</Asked>;
  return (
    <ProgramEditor
      draftKey={`${organizationId}.${programId}`}
      programId={programId}
      newest={shown}
      versions={versions}
    />
  );
}
