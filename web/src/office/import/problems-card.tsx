/** Rows that are left out, by what is wrong with them: what, why, what to do, where; and all of them as a file to mend. */
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { saveFile } from '../../ui/save-file.ts';
import type { Import, ImportCheck, Problem } from './imports.ts';
import { problemPhrases } from './problem-phrases.ts';

export interface ProblemsCardProps {
  readonly one: Import;
  readonly found: Pick<ImportCheck, 'problems' | 'refused' | 'refusedKept'>;
}

export function ProblemsCard({ one, found }: ProblemsCardProps): ReactNode {
  const t = usePhrases(problemPhrases);
  const { problems, refusedKept } = found;
  return (
    <Card title={one.state === 'done' ? t('title.done') : t('title')}>
      {problems.length === 0 ? (
        <Text>{t('none')}</Text>
      ) : (
        <Stack gap="lg">
          <RefusedRows one={one} kept={refusedKept} isSome={refusedKept < found.refused} />
          <Rows label={t('title')}>
            {problems.map((problem) => (
              <ProblemRow key={problem.code} problem={problem} isOfReceipts={one.kind === 'receipts'} />
            ))}
          </Rows>
        </Stack>
      )}
    </Card>
  );
}

const ROWS_SHOWN = 8;

interface ProblemRowProps {
  readonly problem: Problem;
  readonly isOfReceipts: boolean;
}

function ProblemRow({ problem: { reason, count, rows, example }, isOfReceipts }: ProblemRowProps): ReactNode {
  const t = usePhrases(problemPhrases);
  const format = useFormat();
  const { language } = useSpeech();
  const [what, todo] = parted(reason[language]);
  const shown = rows
    .toSorted((a, b) => a - b)
    .slice(0, ROWS_SHOWN)
    .map((row) => format.number(row, { useGrouping: false }))
    .join(', ');
  const where = count > ROWS_SHOWN ? t('where-more', { rows: shown }) : t('where', { n: rows.length, rows: shown });
  return (
    <Row
      title={what}
      marks={<Badge color="gray">{isOfReceipts ? t('receipts', { n: count }) : t('rows', { n: count })}</Badge>}
      about={
        <>
          {todo === '' ? null : (
            <Text size="sm" c="var(--mantine-color-text)">
              {todo}
            </Text>
          )}
          {where}
          {example === null || example === '' ? '' : ` ${t('example', { example })}`}
        </>
      }
    />
  );
}

/** The first sentence says what is wrong, the others what to do. */
function parted(reason: string): readonly [what: string, todo: string] {
  const [what = '', ...todo] = reason.split(/(?<=\.)\s/u);
  return [what, todo.join(' ')];
}

interface RefusedRowsProps {
  readonly one: Import;
  readonly kept: number;
  /** The server does not keep all of very many. */
  readonly isSome: boolean;
}

function RefusedRows({ one: { id, name }, kept, isSome }: RefusedRowsProps): ReactNode {
  const t = usePhrases(problemPhrases);
  const { language } = useSpeech();
  const { client, answer } = useApi();
  const download = useMutation({
    mutationFn: async () => {
      const file = await answer(
        client.GET('/v1/imports/{id}/refused.csv', { params: { path: { id }, query: { language } }, parseAs: 'blob' }),
      );
      saveFile(file, t('refused.file', { name: name.replace(/(?:\.(?:csv|tsv|txt|xlsx|gz))+$/iu, '') }));
    },
  });
  return (
    <Stack gap="xs">
      <Group gap="md">
        <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {t('refused.button')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('refused.about')} {isSome ? t('refused.some', { n: kept }) : ''}
        </Text>
      </Group>
      {download.error === null ? null : (
        <Refusal trouble={troubleOf(download.error)} onRetry={() => download.mutate()} />
      )}
    </Stack>
  );
}
