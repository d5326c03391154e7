/** A form above a member's page: its fields, what went wrong, and the way out that changes nothing. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode, SyntheticEvent } from 'react';
import type { Trouble } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { deedPhrases } from './deed-phrases.ts';

export interface DialogProps {
  readonly title: string;
  /** The deed as a verb. */
  readonly action: string;
  readonly canAct: boolean;
  readonly isBusy: boolean;
  readonly trouble: Trouble | null;
  readonly children: ReactNode;
  /** What cannot be undone has another colour. */
  readonly isForEver?: boolean;
  onAct(): void;
  onClose(): void;
}

export function Dialog(props: DialogProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const { title, action, canAct, isBusy, trouble, children, isForEver = false, onAct, onClose } = props;
  const act = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (canAct && !isBusy) onAct();
  };
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form onSubmit={act}>
        <Stack gap="md">
          {children}
          {trouble === null ? null : <Refusal trouble={trouble} onRetry={onAct} isRetrying={isBusy} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!canAct} loading={isBusy} {...(isForEver ? { color: 'red.9' } : {})}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
