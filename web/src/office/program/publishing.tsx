/** The button that publishes a draft, with its dialog. What was written meanwhile by somebody else is never written over unseen. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { type Publication, publishProgram } from '../../data/publish-program.ts';
import { useSession } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { differencesOf } from './differences.ts';
import { programPhrases } from './program-phrases.ts';
import { PublishDialog } from './publish-dialog.tsx';
import type { Draft, Published } from './use-draft.ts';

export interface PublishedNow {
  readonly version: number;
  /** ISO; null: from the beginning of time. */
  readonly effectiveFrom: string | null;
}

export interface PublishingProps {
  readonly programId: string;
  readonly draft: Draft;
  readonly newest: Published;
  /** Whether there is something to publish, and it has no problems. */
  readonly isReady: boolean;
  onPublished(published: PublishedNow): void;
}

export function Publishing({ programId, draft, newest, isReady, onPublished }: PublishingProps): ReactNode {
  const t = usePhrases(programPhrases);
  const { language } = useSpeech();
  const { api, may } = useSession();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const differences = useMemo(
    () => (isOpen ? differencesOf(newest.source, draft.source, language) : null),
    [isOpen, newest.source, draft.source, language],
  );
  const publication = useCommand(({ input }: { readonly input: Publication }) => publishProgram(api, input));
  const publish = async (effectiveFrom: string | null): Promise<void> => {
    try {
      const done = await publication.run({
        programId,
        source: draft.source,
        format: newest.format,
        expectedVersion: draft.base,
        ...(effectiveFrom === null ? {} : { effectiveFrom }),
      });
      setOpen(false);
      if (done.version !== undefined) onPublished({ version: done.version, effectiveFrom: done.effectiveFrom ?? null });
    } catch (error) {
      const trouble = troubleOf(error);
      // The editor shows what was published meanwhile as soon as it knows.
      if (trouble.type !== 'refused' || trouble.code !== 'program_changed') return;
      setOpen(false);
    } finally {
      await queries.invalidateQueries();
    }
  };
  // Whoever may only read may try things out and keep a draft.
  if (!may('admin')) return null;
  return (
    <>
      <Button
        disabled={!isReady}
        onClick={() => {
          publication.state.reset();
          setOpen(true);
        }}
      >
        {t('publish.button')}
      </Button>
      <PublishDialog
        opened={isOpen}
        differences={differences}
        isBusy={publication.state.isPending}
        trouble={publication.state.error === null ? null : troubleOf(publication.state.error)}
        onPublish={(effectiveFrom) => void publish(effectiveFrom)}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
