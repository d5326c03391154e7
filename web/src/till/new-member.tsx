/** Writing down a new member at the till: a phone is enough. To each consent a tick of its own; only the first is needed. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { isMistaken } from '../data/is-mistaken.ts';
import { troubleOf } from '../data/trouble.ts';
import { usePhrases, useSpeech } from '../i18n/language.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { Asked } from '../ui/states.tsx';
import classes from './till.module.css';
import { type ConsentText, useConsentTexts, useNewMember } from './use-new-member.ts';
import { whoPhrases } from './who-phrases.ts';

export interface NewMemberProps {
  readonly organizationId: string;
  readonly programId: string;
  /** What was typed already. */
  readonly phone: string;
  onMade(memberId: string): void;
  /** Somebody has this phone already. */
  onTaken(phone: string): void;
  onClose(): void;
}

export function NewMember(props: NewMemberProps): ReactNode {
  const t = usePhrases(whoPhrases);
  const texts = useConsentTexts(props.organizationId);
  return (
    <Dialog title={t('new.title')} onClose={props.onClose}>
      <Asked query={texts}>{(consents) => <Form {...props} texts={consents} />}</Asked>
    </Dialog>
  );
}

function Form({ texts, ...props }: NewMemberProps & { readonly texts: readonly ConsentText[] }): ReactNode {
  const t = usePhrases(whoPhrases);
  const { language } = useSpeech();
  const [phone, setPhone] = useState(props.phone);
  const [name, setName] = useState('');
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set());
  const make = useNewMember();
  const { error, isPending } = make.state;
  const trouble = error === null ? null : troubleOf(error);
  const isWrong = isMistaken(trouble, 'identities.phone');
  const isReady = phone.trim() !== '' && texts.every(({ kind, required }) => !required || granted.has(kind));
  const create = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    if (!isReady || isPending) return;
    const consents = texts.map(({ kind, version }) => ({ kind, version, granted: granted.has(kind) }));
    const wish = { phone: phone.trim(), name: name.trim(), language, programId: props.programId, consents };
    void make.run(wish).then(
      ({ id }) => props.onMade(id),
      () => undefined,
    );
  };
  const tick = (kind: string, isGranted: boolean): void => {
    const others = [...granted].filter((each) => each !== kind);
    setGranted(new Set(isGranted ? [...others, kind] : others));
  };
  return (
    <form onSubmit={create}>
      <Stack gap="md">
        <TextInput
          type="tel"
          inputMode="tel"
          label={t('new.phone')}
          autoComplete="off"
          maxLength={40}
          autoFocus
          required
          error={isWrong ? t('new.phone-wrong') : null}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <TextInput
          label={t('new.name')}
          description={t('new.name-about')}
          autoComplete="off"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Consents texts={texts} granted={granted} onTick={tick} />
        {trouble === null || isWrong ? null : <Refusal trouble={trouble} onRetry={create} isRetrying={isPending} />}
        {trouble?.type === 'refused' && trouble.code === 'identity_taken' ? (
          <Button variant="default" onClick={() => props.onTaken(phone)}>
            {t('new.taken')}
          </Button>
        ) : null}
        <Group gap="sm" grow>
          <Button variant="default" px="xs" onClick={props.onClose}>
            {t('new.cancel')}
          </Button>
          <Button type="submit" px="xs" loading={isPending} disabled={!isReady}>
            {t('new.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ConsentsProps {
  readonly texts: readonly ConsentText[];
  /** Kinds that were said yes to. */
  readonly granted: ReadonlySet<string>;
  onTick(kind: string, isGranted: boolean): void;
}

function Consents({ texts, granted, onTick }: ConsentsProps): ReactNode {
  const t = usePhrases(whoPhrases);
  const { language } = useSpeech();
  return texts.map(({ kind, required, title, text }) => (
    <div key={kind}>
      <Checkbox
        size="lg"
        required={required}
        classNames={{ body: classes['tick'] ?? '', labelWrapper: classes['tick-words'] ?? '' }}
        label={
          <>
            {title[language]}
            {required ? (
              <Text span c="var(--mantine-color-error)">
                {'\u00a0*'}
              </Text>
            ) : null}
          </>
        }
        checked={granted.has(kind)}
        onChange={(event) => onTick(kind, event.currentTarget.checked)}
      />
      <details className={classes['text']}>
        <summary>{t('new.read')}</summary>
        <Text c="dimmed">{text[language]}</Text>
      </details>
    </div>
  ));
}
