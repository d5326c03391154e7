/** Signing in: password, then the second factor where there is one; and the way to a new password. What was typed stays after a refusal. */
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { createOpenApi } from '../../data/api.ts';
import { type Trouble, troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Done } from '../../ui/states.tsx';
import { entrancePhrases } from './phrases.ts';

const EMAIL_CHARACTERS_MAX = 254;
const CODE_CHARACTERS_MAX = 20;

export interface SignInFormProps {
  /** Who must sign in, where that is known. */
  readonly email?: string;
  /** Called with the session's cookie there; the form waits for it. */
  onEntered(): Promise<void>;
}

type Step = 'password' | 'code' | 'recovery-code' | 'forgot' | 'sent';

export function SignInForm({ email: known, onEntered }: SignInFormProps): ReactNode {
  const [step, setStep] = useState<Step>('password');
  const [email, setEmail] = useState(known ?? '');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const go = (next: Step): void => {
    setTrouble(null);
    setStep(next);
  };
  const shared = { email, trouble, onTrouble: setTrouble, onStep: go };
  switch (step) {
    case 'password':
      return <PasswordStep {...shared} isEmailKnown={known !== undefined} onEmail={setEmail} onEntered={onEntered} />;
    case 'code':
    case 'recovery-code':
      return (
        <CodeStep
          key={step}
          {...shared}
          isRecovery={step === 'recovery-code'}
          setStep={setStep}
          onEntered={onEntered}
        />
      );
    case 'forgot':
      return <ForgotStep {...shared} onEmail={setEmail} />;
    case 'sent':
      return <SentStep email={email} onStep={go} />;
  }
}

interface StepProps {
  readonly email: string;
  readonly trouble: Trouble | null;
  onTrouble(trouble: Trouble | null): void;
  onStep(step: Step): void;
}

/** Sends a step's form, once at a time. */
function useSending(onTrouble: StepProps['onTrouble'], work: () => Promise<void>) {
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    onTrouble(null);
    try {
      await work();
    } catch (error) {
      onTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isBusy) void send();
  };
  return { isBusy, onSubmit };
}

interface PasswordStepProps extends StepProps {
  readonly isEmailKnown: boolean;
  onEmail(email: string): void;
  onEntered(): Promise<void>;
}

function PasswordStep(props: PasswordStepProps): ReactNode {
  const { email, isEmailKnown, trouble, onTrouble, onStep, onEmail, onEntered } = props;
  const t = usePhrases(entrancePhrases);
  const [password, setPassword] = useState('');
  const { isBusy, onSubmit } = useSending(onTrouble, async () => {
    const { client, answer } = createOpenApi();
    const { needsCode } = await answer(client.POST('/v1/sign-in', { body: { email: email.trim(), password } }));
    if (needsCode) onStep('code');
    else await onEntered();
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          maxLength={EMAIL_CHARACTERS_MAX}
          value={email}
          readOnly={isEmailKnown}
          onChange={(event) => onEmail(event.currentTarget.value)}
          required
          {...(isEmailKnown ? {} : { 'data-autofocus': true })}
        />
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
          {...(isEmailKnown ? { 'data-autofocus': true } : {})}
        />
        {trouble === null ? null : <Refusal trouble={trouble} />}
        <Button type="submit" size="md" loading={isBusy} disabled={email.trim() === '' || password === ''}>
          {t('enter')}
        </Button>
        <Anchor component="button" type="button" onClick={() => onStep('forgot')}>
          {t('forgot')}
        </Anchor>
      </Stack>
    </form>
  );
}

interface CodeStepProps extends StepProps {
  readonly isRecovery: boolean;
  /** Without forgetting the trouble. */
  setStep(step: Step): void;
  onEntered(): Promise<void>;
}

function CodeStep({ isRecovery, trouble, onTrouble, onStep, setStep, onEntered }: CodeStepProps): ReactNode {
  const t = usePhrases(entrancePhrases);
  const [code, setCode] = useState('');
  const { isBusy, onSubmit } = useSending(onTrouble, async () => {
    const { client, answer } = createOpenApi();
    const body = { code: code.trim(), isRecoveryCode: isRecovery };
    try {
      await answer(client.POST('/v1/sign-in/code', { body }));
    } catch (error) {
      const refused = troubleOf(error);
      // The password is to be given again; why is told there.
      if (refused.type === 'refused' && refused.code === 'sign_in_not_begun') setStep('password');
      throw error;
    }
    await onEntered();
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <Text c="dimmed">{isRecovery ? t('recovery-code.about') : t('code.about')}</Text>
        <TextInput
          label={isRecovery ? t('recovery-code.label') : t('code.label')}
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          maxLength={CODE_CHARACTERS_MAX}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          required
          data-autofocus
          autoFocus
        />
        {trouble === null ? null : <Refusal trouble={trouble} />}
        <Button type="submit" size="md" loading={isBusy} disabled={code.trim() === ''}>
          {t('code.enter')}
        </Button>
        <Anchor component="button" type="button" onClick={() => onStep(isRecovery ? 'code' : 'recovery-code')}>
          {isRecovery ? t('recovery-code.no-code') : t('code.no-device')}
        </Anchor>
      </Stack>
    </form>
  );
}

function ForgotStep(props: StepProps & { onEmail(email: string): void }): ReactNode {
  const { email, trouble, onTrouble, onStep, onEmail } = props;
  const t = usePhrases(entrancePhrases);
  const { isBusy, onSubmit } = useSending(onTrouble, async () => {
    const { client, done } = createOpenApi();
    await done(client.POST('/v1/password-recovery', { body: { email: email.trim() } }));
    onStep('sent');
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <Text c="dimmed">{t('forgot.about')}</Text>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          maxLength={EMAIL_CHARACTERS_MAX}
          value={email}
          onChange={(event) => onEmail(event.currentTarget.value)}
          required
          data-autofocus
          autoFocus
        />
        {trouble === null ? null : <Refusal trouble={trouble} />}
        <Button type="submit" size="md" loading={isBusy} disabled={email.trim() === ''}>
          {t('forgot.send')}
        </Button>
        <Anchor component="button" type="button" onClick={() => onStep('password')}>
          {t('back')}
        </Anchor>
      </Stack>
    </form>
  );
}

function SentStep({ email, onStep }: Pick<StepProps, 'email' | 'onStep'>): ReactNode {
  const t = usePhrases(entrancePhrases);
  return (
    <Stack gap="md">
      <Done title={t('forgot.sent.title')}>{t('forgot.sent.advice', { email })}</Done>
      <Button variant="default" size="md" onClick={() => onStep('password')}>
        {t('to-sign-in')}
      </Button>
    </Stack>
  );
}
