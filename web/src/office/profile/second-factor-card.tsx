/**
 * The second factor: turned on with a QR code drawn here, a code to prove that the app has it, and recovery codes shown once; new recovery
 * codes; turned off. Each begins with the password.
 */
import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Card } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useStaff } from '../entrance/staff.ts';
import { OldPassword } from './old-password.tsx';
import { profilePhrases } from './phrases.ts';

type Deed = 'on' | 'new-codes' | 'off';

export function SecondFactorCard(): ReactNode {
  const t = usePhrases(profilePhrases);
  const { me } = useStaff();
  const [deed, setDeed] = useState<Deed | null>(null);
  const close = (): void => setDeed(null);
  return (
    <Card title={t('factor.title')}>
      <Stack gap="md" align="flex-start">
        <Badge {...(me.hasSecondFactor ? {} : { color: 'gray' })}>
          {me.hasSecondFactor ? t('factor.on') : t('factor.off')}
        </Badge>
        <Text>{t('factor.about')}</Text>
        {me.hasSecondFactor ? (
          <Group gap="sm">
            <Button variant="default" onClick={() => setDeed('new-codes')}>
              {t('factor.new-codes')}
            </Button>
            <Button variant="default" onClick={() => setDeed('off')}>
              {t('factor.end')}
            </Button>
          </Group>
        ) : (
          <Button onClick={() => setDeed('on')}>{t('factor.begin')}</Button>
        )}
      </Stack>
      {deed === 'on' ? <TurnOn onClose={close} /> : null}
      {deed === 'new-codes' ? <NewCodes onClose={close} /> : null}
      {deed === 'off' ? <TurnOff onClose={close} /> : null}
    </Card>
  );
}

interface DeedProps {
  onClose(): void;
}

interface Begun {
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

function TurnOn({ onClose }: DeedProps): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, answer } = useApi();
  const { me, changed } = useStaff();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [isOn, setOn] = useState(false);
  const finish = (): void => {
    if (isOn) changed({ ...me, hasSecondFactor: true });
    onClose();
  };
  return (
    <Dialog onClose={finish} title={isOn ? t('factor.recovery.title') : t('factor.title')} isPrecious={begun !== null}>
      {begun === null ? (
        <AskPassword
          action={t('factor.next')}
          send={async (password) => setBegun(await answer(client.POST('/v1/me/second-factor', { body: { password } })))}
          onCancel={onClose}
        />
      ) : null}
      {begun !== null && !isOn ? <ProveDevice uri={begun.uri} onProved={() => setOn(true)} /> : null}
      {begun !== null && isOn ? <RecoveryCodes codes={begun.recoveryCodes} onSaved={finish} /> : null}
    </Dialog>
  );
}

function ProveDevice({ uri, onProved }: { readonly uri: string; onProved(): void }): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, done } = useApi();
  const [code, setCode] = useState('');
  const proving = useMutation({
    mutationFn: () => done(client.POST('/v1/me/second-factor/confirm', { body: { code: code.trim() } })),
    onSuccess: onProved,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        proving.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{t('factor.scan')}</Text>
        <Group justify="center">
          <QrCode text={uri} label={t('factor.scan-label')} width="12rem" />
        </Group>
        <CopyText label={t('factor.key')} value={new URL(uri).searchParams.get('secret') ?? ''} />
        <TextInput
          label={t('factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          required
          data-autofocus
        />
        {proving.error === null ? null : <Refusal trouble={troubleOf(proving.error)} />}
        <Button type="submit" loading={proving.isPending} disabled={!/^\d{6}$/u.test(code.trim())}>
          {t('factor.confirm')}
        </Button>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes, onSaved }: { readonly codes: readonly string[]; onSaved(): void }): ReactNode {
  const t = usePhrases(profilePhrases);
  return (
    <Stack gap="md">
      <CopyText label={t('factor.recovery.label')} description={t('factor.recovery.about')} value={codes.join('\n')} />
      <Button onClick={onSaved}>{t('factor.recovery.saved')}</Button>
    </Stack>
  );
}

function NewCodes({ onClose }: DeedProps): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, answer } = useApi();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const make = async (password: string): Promise<void> => {
    const made = await answer(client.POST('/v1/me/second-factor/recovery-codes', { body: { password } }));
    setCodes(made.recoveryCodes);
  };
  return (
    <Dialog onClose={onClose} title={t('factor.new-codes')} isPrecious={codes !== null}>
      {codes === null ? (
        <AskPassword about={t('factor.new-codes-about')} action={t('factor.next')} send={make} onCancel={onClose} />
      ) : (
        <RecoveryCodes codes={codes} onSaved={onClose} />
      )}
    </Dialog>
  );
}

function TurnOff({ onClose }: DeedProps): ReactNode {
  const t = usePhrases(profilePhrases);
  const { client, done } = useApi();
  const { me, changed } = useStaff();
  const end = async (password: string): Promise<void> => {
    await done(client.POST('/v1/me/second-factor/off', { body: { password } }));
    changed({ ...me, hasSecondFactor: false });
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('factor.end')}>
      <AskPassword about={t('factor.end.about')} action={t('factor.end')} send={end} onCancel={onClose} />
    </Dialog>
  );
}

interface AskPasswordProps {
  readonly about?: string;
  readonly action: string;
  send(password: string): Promise<void>;
  onCancel(): void;
}

function AskPassword({ about, action, send, onCancel }: AskPasswordProps): ReactNode {
  const t = usePhrases(profilePhrases);
  const [password, setPassword] = useState('');
  const sending = useMutation({ mutationFn: send });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate(password);
      }}
    >
      <Stack gap="md">
        {about === undefined ? null : <Text>{about}</Text>}
        <OldPassword label={t('factor.password')} value={password} onChange={setPassword} />
        {sending.error === null ? null : <Refusal trouble={troubleOf(sending.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={sending.isPending} disabled={password === ''}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
