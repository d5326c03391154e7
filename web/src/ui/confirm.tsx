/** Asks before what cannot be undone, with the consequence in numbers. Cancelling has the focus: Enter by habit destroys nothing. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Trouble } from '../data/trouble.ts';
import { usePhrases } from '../i18n/language.tsx';
import { uiPhrases } from './phrases.ts';
import { Refusal } from './refusal.tsx';

export interface ConfirmWithConsequenceProps {
  readonly opened: boolean;
  /** What is asked: «Заблокировать Анну К.?» */
  readonly title: string;
  /** What will have happened, in numbers: «Сгорят 1 284 бонуса». */
  readonly consequence: ReactNode;
  /** The deed as a verb: «Заблокировать». */
  readonly action: string;
  /** It takes nothing away that cannot be had back: the button does not warn. */
  readonly isHarmless?: boolean;
  readonly isBusy?: boolean;
  readonly trouble?: Trouble | null;
  onConfirm(): void;
  onCancel(): void;
}

export function ConfirmWithConsequence(props: ConfirmWithConsequenceProps): ReactNode {
  const t = usePhrases(uiPhrases);
  return (
    <Modal opened={props.opened} onClose={props.onCancel} title={props.title} centered withCloseButton={false}>
      <Stack gap="lg">
        <Text component="div">{props.consequence}</Text>
        {props.trouble === null || props.trouble === undefined ? null : (
          <Refusal trouble={props.trouble} onRetry={props.onConfirm} />
        )}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={props.onCancel}>
            {t('confirm.cancel')}
          </Button>
          <Button
            {...(props.isHarmless === true ? {} : { color: 'red.9' })}
            loading={props.isBusy === true}
            onClick={props.onConfirm}
          >
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
