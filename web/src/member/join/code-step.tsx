/** The code that was sent; the last digit sends it. */
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { CodeField } from './code-field.tsx';
import { type Contact, type SentCode, useSendCode } from './contact-step.tsx';
import { codeInLink } from './friend-field.tsx';
import { joinPhrases } from './phrases.ts';
import { OutboxNote, SendAgain } from './sent-note.tsx';
import { useSignIn } from './use-sign-in.ts';

export interface CodeStepProps {
  readonly contact: Contact;
  readonly sent: SentCode;
  onSent(sent: SentCode): void;
  /** The code is right, and the person is new here: there are consents to give. */
  onNew(code: string): void;
  onBack(): void;
}

export function CodeStep({ contact, sent, onSent, onNew, onBack }: CodeStepProps): ReactNode {
  const t = usePhrases(joinPhrases);
  const { language } = useSpeech();
  const [code, setCode] = useState('');
  const signIn = useSignIn();
  const again = useSendCode();
  const send = (whole: string): void => {
    const link = codeInLink();
    const friend = link === '' ? {} : { referralCode: link };
    // Of somebody who is known already it is told that it is for newcomers; who is new is asked for consents first.
    signIn.run({ ...contact, code: whole, language, ...friend }).catch((error: unknown) => {
      if (isForNew(error)) onNew(whole);
    });
  };
  const sendAgain = (): void => {
    setCode('');
    signIn.state.reset();
    again.run(contact).then(onSent, () => undefined);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (code.length === sent.digits) send(code);
  };
  const refused = signIn.state.error;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <OutboxNote sent={sent} />
        <CodeField
          label={t('code.label')}
          about={t('code.sent-to', { to: 'phone' in contact ? phoneText(contact.phone) : contact.email })}
          digits={sent.digits}
          value={code}
          onChange={setCode}
          onWhole={send}
        />
        {refused === null || isForNew(refused) ? null : (
          <Refusal trouble={troubleOf(refused)} onRetry={() => send(code)} isRetrying={signIn.state.isPending} />
        )}
        {again.state.error === null ? null : <Refusal trouble={troubleOf(again.state.error)} />}
        <Button type="submit" size="lg" loading={signIn.state.isPending} disabled={code.length < sent.digits}>
          {t('code.enter')}
        </Button>
        <Group justify="space-between" gap="xs">
          <SendAgain sent={sent} isBusy={again.state.isPending} onAgain={sendAgain} />
          <Anchor component="button" type="button" py="xs" onClick={onBack}>
            {'phone' in contact ? t('code.other-phone') : t('code.other-email')}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}

const FOR_NEW = ['consent_needed', 'consent_outdated'];

function isForNew(error: unknown): boolean {
  const trouble = troubleOf(error);
  return trouble.type === 'refused' && FOR_NEW.includes(trouble.code);
}
