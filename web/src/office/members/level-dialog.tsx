/** A level given by hand, for ever or up to a day, or what was given taken back. */
import { Select, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import type { AccountDialogProps } from './correct-dialog.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { Dialog } from './dialog.tsx';
import { endOfDay } from './end-of-day.ts';
import { levelText, say } from './programs.ts';
import { ReasonField } from './reason-field.tsx';

const NONE = '';

interface Grant {
  readonly level: string | null;
  readonly until: string | null;
  readonly reason: string;
}

export function LevelDialog({ account, program, onDone, onClose }: AccountDialogProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const { language } = useSpeech();
  const { client, answer } = useApi();
  const levels = program?.levels ?? [];
  const [level, setLevel] = useState(account.tier?.next?.level ?? account.tier?.level ?? NONE);
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const command = useCommand(({ input, idempotencyKey }: { readonly input: Grant; readonly idempotencyKey: string }) =>
    answer(
      client.POST('/v1/accounts/{id}/tier', {
        body: input,
        params: { path: { id: account.accountId }, header: { 'idempotency-key': idempotencyKey } },
      }),
    ),
  );
  const act = (): void => {
    const until = level === NONE || day === '' ? null : endOfDay(day, program?.place.timeZone ?? 'UTC');
    void command.run({ level: level === NONE ? null : level, until, reason: reason.trim() }).then(
      ({ tier }) =>
        onDone(
          level === NONE
            ? t('level.done-none')
            : t('level.done', { level: levelText(program, tier?.level ?? level, language) }),
        ),
      () => undefined,
    );
  };
  return (
    <Dialog
      title={t('level.title')}
      action={level === NONE ? t('level.do-take') : t('level.do')}
      canAct={reason.trim() !== ''}
      isBusy={command.state.isPending}
      trouble={command.state.error === null ? null : troubleOf(command.state.error)}
      onAct={act}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('level.about')}
      </Text>
      <Select
        label={t('level.level')}
        allowDeselect={false}
        data={[
          ...levels.map(({ id, name }) => ({ value: id, label: say(name, language) })),
          { value: NONE, label: t('level.none') },
        ]}
        value={level}
        onChange={(value) => setLevel(value ?? NONE)}
      />
      {level === NONE ? null : (
        <TextInput
          type="date"
          label={t('level.until')}
          description={t('level.until-about')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      <ReasonField reason={reason} onType={setReason} />
    </Dialog>
  );
}
