/** Publishing: what changes, from when, and the word that it was done. */
import { Button, Group, Modal, Radio, Stack, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Trouble } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { ChangeList } from './change-list.tsx';
import type { Difference } from './differences.ts';
import { programPhrases } from './program-phrases.ts';

export interface PublishDialogProps {
  readonly opened: boolean;
  /** null when the texts cannot be compared. */
  readonly differences: readonly Difference[] | null;
  readonly isBusy: boolean;
  readonly trouble: Trouble | null;
  /** An ISO moment, or null for now. */
  onPublish(effectiveFrom: string | null): void;
  onClose(): void;
}

export function PublishDialog(props: PublishDialogProps): ReactNode {
  const t = usePhrases(programPhrases);
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [moment, setMoment] = useState('');
  const at = when === 'now' ? null : new Date(moment);
  const isPast = at !== null && at.getTime() <= Date.now();
  const isReady = at === null || (!Number.isNaN(at.getTime()) && !isPast);
  const publish = (): void => {
    if (isReady) props.onPublish(at === null ? null : at.toISOString());
  };
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('publish.title')}
      closeButtonProps={{ 'aria-label': t('publish.cancel') }}
      centered
      size="lg"
    >
      <Stack gap="lg">
        {props.differences === null ? null : (
          <div>
            <Title order={3} size="h6" mb="xs">
              {t('publish.changes')}
            </Title>
            <ChangeList differences={props.differences} />
          </div>
        )}
        <Radio.Group
          label={t('publish.when')}
          value={when}
          onChange={(value) => setWhen(value === 'later' ? 'later' : 'now')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="now" label={t('publish.now')} />
            <Radio value="later" label={t('publish.later')} />
          </Stack>
        </Radio.Group>
        {when === 'later' ? (
          <TextInput
            type="datetime-local"
            label={t('publish.at')}
            value={moment}
            onChange={(event) => setMoment(event.currentTarget.value)}
            error={isPast ? t('publish.past') : null}
          />
        ) : null}
        {props.trouble === null ? null : (
          <Refusal trouble={props.trouble} onRetry={publish} isRetrying={props.isBusy} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('publish.cancel')}
          </Button>
          <Button loading={props.isBusy} disabled={!isReady} onClick={publish}>
            {t('publish.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
