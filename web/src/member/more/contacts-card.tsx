/** The ways in: a telephone number and an e-mail, each proved by a code that is sent there. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { isMistaken } from '../../data/is-mistaken.ts';
import { type Trouble, troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { ConfirmWithConsequence } from '../../ui/confirm.tsx';
import { Card } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import type { Profile } from '../card-types.ts';
import { CodeField } from '../join/code-field.tsx';
import type { Contact, SentCode } from '../join/contact-step.tsx';
import { joinPhrases } from '../join/phrases.ts';
import { OutboxNote, SendAgain } from '../join/sent-note.tsx';
import { useCard } from '../session.tsx';
import { morePhrases } from './phrases.ts';
import { useShowProfile } from './use-profile.ts';

type Kind = 'phone' | 'email';

export function ContactsCard({ profile }: { readonly profile: Profile }): ReactNode {
  const t = usePhrases(morePhrases);
  const [changed, setChanged] = useState<Kind | null>(null);
  return (
    <Card title={t('contacts.title')}>
      <Stack gap="lg">
        {(['phone', 'email'] as const).map((kind) =>
          changed === kind ? (
            <ContactForm key={kind} kind={kind} onClose={() => setChanged(null)} />
          ) : (
            <ContactRow key={kind} kind={kind} profile={profile} onChange={() => setChanged(kind)} />
          ),
        )}
        <Text size="sm" c="dimmed">
          {t('contacts.about')}
        </Text>
      </Stack>
    </Card>
  );
}

interface ContactRowProps {
  readonly kind: Kind;
  readonly profile: Profile;
  onChange(): void;
}

function ContactRow({ kind, profile, onChange }: ContactRowProps): ReactNode {
  const t = usePhrases(morePhrases);
  const [isAsked, setIsAsked] = useState(false);
  const { api, organization } = useCard();
  const show = useShowProfile();
  const removing = useCommand<null, Profile>(async () => {
    const left = await api.answer(
      api.client.DELETE('/v1/card/{organization}/me/contacts/{kind}', { params: { path: { organization, kind } } }),
    );
    show(left);
    return left;
  });
  const value = profile[kind];
  const label = kind === 'phone' ? t('contacts.phone') : t('contacts.email');
  // The last way in cannot go: nobody would get in any more.
  const canRemove = value !== null && profile.phone !== null && profile.email !== null;
  return (
    <div>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Text style={{ overflowWrap: 'anywhere' }}>{value === null ? t('contacts.none') : phoneText(value)}</Text>
      <Group gap="sm" mt={6}>
        <Button size="sm" variant="default" onClick={onChange}>
          {value === null ? t('contacts.add') : t('contacts.change')}
        </Button>
        {canRemove ? (
          <Button size="sm" variant="default" onClick={() => setIsAsked(true)}>
            {t('contacts.remove')}
          </Button>
        ) : null}
      </Group>
      <ConfirmWithConsequence
        opened={isAsked}
        title={t('contacts.remove.title', { value: phoneText(value ?? '') })}
        consequence={t('contacts.remove.consequence')}
        action={t('contacts.remove')}
        isBusy={removing.state.isPending}
        trouble={removing.state.error === null ? null : troubleOf(removing.state.error)}
        onConfirm={() =>
          void removing.run(null).then(
            () => setIsAsked(false),
            () => undefined,
          )
        }
        onCancel={() => setIsAsked(false)}
      />
    </div>
  );
}

interface ContactFormProps {
  readonly kind: Kind;
  onClose(): void;
}

function ContactForm({ kind, onClose }: ContactFormProps): ReactNode {
  const t = usePhrases(morePhrases);
  const j = usePhrases(joinPhrases);
  const [value, setValue] = useState('');
  const [code, setCode] = useState('');
  const [sent, setSent] = useState<SentCode | null>(null);
  const asking = useAskForCode();
  const changing = useChangeContact();
  const contact: Contact = kind === 'phone' ? { phone: value.trim() } : { email: value.trim() };
  const ask = (): void => void asking.run(contact).then(setSent, () => undefined);
  const change = (whole: string): void => void changing.run({ contact, code: whole }).then(onClose, () => undefined);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (sent === null && value.trim() !== '') ask();
    else if (sent !== null && code.length === sent.digits) change(code);
  };
  const trouble = troubleIn(asking.state.error ?? changing.state.error);
  const isWrong = isMistaken(trouble, kind);
  const wrong = kind === 'phone' ? j('contact.phone-wrong') : j('contact.email-wrong');
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          size="md"
          name={kind}
          type={kind === 'phone' ? 'tel' : 'email'}
          label={kind === 'phone' ? t('contacts.new-phone') : t('contacts.new-email')}
          readOnly={sent !== null}
          error={isWrong ? wrong : null}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        {sent === null ? null : (
          <>
            <OutboxNote sent={sent} />
            <CodeField
              label={t('code')}
              about={t('code.sent-to', { to: phoneText(value.trim()) })}
              digits={sent.digits}
              value={code}
              onChange={setCode}
              onWhole={change}
            />
            <Group>
              <SendAgain sent={sent} isBusy={asking.state.isPending} onAgain={ask} />
            </Group>
          </>
        )}
        {trouble === null || isWrong ? null : <Refusal trouble={trouble} />}
        <Group gap="sm">
          <Button type="submit" size="md" loading={asking.state.isPending || changing.state.isPending}>
            {sent === null ? t('contacts.send') : t('contacts.save')}
          </Button>
          <Button size="md" variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useAskForCode() {
  const { api, organization } = useCard();
  const { language } = useSpeech();
  return useCommand<Contact, SentCode>(async ({ input }) => {
    const { channel, delivery, digits, againAfterSeconds } = await api.answer(
      api.client.POST('/v1/card/{organization}/me/contacts/codes', {
        params: { path: { organization } },
        body: { ...input, language },
      }),
    );
    return { channel, delivery, digits, againAt: Date.now() + againAfterSeconds * 1000 };
  });
}

function useChangeContact() {
  const { api, organization } = useCard();
  const show = useShowProfile();
  return useCommand<{ readonly contact: Contact; readonly code: string }, Profile>(async ({ input }) => {
    const changed = await api.answer(
      api.client.PUT('/v1/card/{organization}/me/contacts', {
        params: { path: { organization } },
        body: { ...input.contact, code: input.code },
      }),
    );
    show(changed);
    return changed;
  });
}

function troubleIn(error: unknown): Trouble | null {
  return error === null || error === undefined ? null : troubleOf(error);
}
