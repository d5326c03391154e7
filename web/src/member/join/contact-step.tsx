/** A telephone number or an e-mail: where the code goes. */
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { isMistaken } from '../../data/is-mistaken.ts';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useCard } from '../session.tsx';
import { joinPhrases } from './phrases.ts';

export type Contact = { readonly phone: string } | { readonly email: string };

export interface SentCode {
  readonly channel: 'sms' | 'email';
  readonly delivery: 'sent' | 'outbox';
  readonly digits: number;
  /** When another may be asked for, ms. */
  readonly againAt: number;
}

const FIELDS = {
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
} as const;

export function ContactStep({ onSent }: { onSent(contact: Contact, sent: SentCode): void }): ReactNode {
  const t = usePhrases(joinPhrases);
  const [way, setWay] = useState<'phone' | 'email'>('phone');
  const [typed, setTyped] = useState({ phone: '', email: '' });
  const [isEmpty, setIsEmpty] = useState(false);
  const sending = useSendCode();
  const value = typed[way].trim();
  const trouble = sending.state.error === null ? null : troubleOf(sending.state.error);
  const isWrong = isMistaken(trouble, way);
  const wrong = way === 'phone' ? t('contact.phone-wrong') : t('contact.email-wrong');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setIsEmpty(value === '');
    if (value === '') return;
    const contact = way === 'phone' ? { phone: value } : { email: value };
    // What was refused stands below the field.
    sending.run(contact).then(
      (sent) => onSent(contact, sent),
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          key={way}
          size="lg"
          name={way}
          label={way === 'phone' ? t('contact.phone') : t('contact.email')}
          placeholder={way === 'phone' ? '+7 900 123-45-67' : 'anna@example.com'}
          error={isEmpty ? t('contact.empty') : isWrong ? wrong : null}
          value={typed[way]}
          onChange={(event) => {
            setTyped({ ...typed, [way]: event.currentTarget.value });
            sending.state.reset();
          }}
          {...FIELDS[way]}
        />
        {trouble === null || isWrong ? null : <Refusal trouble={trouble} />}
        <Button type="submit" size="lg" loading={sending.state.isPending}>
          {t('contact.send')}
        </Button>
        <Anchor
          component="button"
          type="button"
          py="xs"
          onClick={() => {
            setWay(way === 'phone' ? 'email' : 'phone');
            setIsEmpty(false);
            sending.state.reset();
          }}
        >
          {way === 'phone' ? t('contact.by-email') : t('contact.by-phone')}
        </Anchor>
        <Text size="sm" c="dimmed">
          {t('contact.about')}
        </Text>
      </Stack>
    </form>
  );
}

/** Asks for a code; the answer is the same whether somebody has this number or not. */
export function useSendCode() {
  const { api, organization } = useCard();
  const { language } = useSpeech();
  return useCommand<Contact, SentCode>(async ({ input }) => {
    const { channel, delivery, digits, againAfterSeconds } = await api.answer(
      api.client.POST('/v1/card/{organization}/codes', {
        params: { path: { organization } },
        body: { ...input, language },
      }),
    );
    return { channel, delivery, digits, againAt: Date.now() + againAfterSeconds * 1000 };
  });
}
