/** What is known of a person, changed. Only what was touched is sent: what somebody else changed meanwhile stays. */
import { Group, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useApi } from '../../data/session.tsx';
import { troubleOf } from '../../data/trouble.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { Dialog } from './dialog.tsx';
import type { Member } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';

export interface EditDialogProps {
  readonly member: Member;
  onDone(words: string): void;
  onClose(): void;
}

const NAME_MAX = 200;
const COMMENT_MAX = 500;
const NONE = '';

interface Fields {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly card: string;
  readonly birthday: string;
  readonly language: string;
  readonly comment: string;
}

export function EditDialog({ member, onDone, onClose }: EditDialogProps): ReactNode {
  const t = usePhrases(deedPhrases);
  const m = usePhrases(memberPhrases);
  const { client, answer } = useApi();
  const [known] = useState(() => fieldsOf(member));
  const [fields, setFields] = useState(known);
  const put = (changed: Partial<Fields>): void => setFields({ ...fields, ...changed });
  const command = useCommand(({ input }: { readonly input: ReturnType<typeof changeOf> }) =>
    answer(client.PATCH('/v1/members/{id}', { params: { path: { id: member.id } }, body: input })),
  );
  return (
    <Dialog
      title={t('edit.title')}
      action={t('save')}
      canAct={JSON.stringify(fields) !== JSON.stringify(known)}
      isBusy={command.state.isPending}
      trouble={command.state.error === null ? null : troubleOf(command.state.error)}
      onAct={() =>
        void command.run(changeOf(known, fields)).then(
          () => onDone(t('edit.saved')),
          () => undefined,
        )
      }
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('edit.name')}
        maxLength={NAME_MAX}
        dir="auto"
        value={fields.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <TextInput
        type="tel"
        label={m('person.phone')}
        description={t('edit.phone-about')}
        value={fields.phone}
        onChange={(event) => put({ phone: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={m('person.email')}
        value={fields.email}
        onChange={(event) => put({ email: event.currentTarget.value })}
      />
      <TextInput
        label={m('person.card')}
        value={fields.card}
        onChange={(event) => put({ card: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={m('person.birthday')}
          value={fields.birthday}
          onChange={(event) => put({ birthday: event.currentTarget.value })}
        />
        <Select
          label={m('person.language')}
          allowDeselect={false}
          data={[
            { value: NONE, label: t('edit.language-none') },
            { value: 'ru', label: m('language.ru') },
            { value: 'en', label: m('language.en') },
          ]}
          value={fields.language}
          onChange={(value) => put({ language: value ?? NONE })}
        />
      </Group>
      <Textarea
        label={m('person.comment')}
        autosize
        minRows={2}
        maxLength={COMMENT_MAX}
        dir="auto"
        value={fields.comment}
        onChange={(event) => put({ comment: event.currentTarget.value })}
      />
    </Dialog>
  );
}

function fieldsOf({ identities, profile }: Member): Fields {
  return {
    name: profile.name ?? '',
    phone: identities.phone ?? '',
    email: identities.email ?? '',
    card: identities.card ?? '',
    birthday: profile.birthday ?? '',
    language: profile.language ?? NONE,
    comment: profile.comment ?? '',
  };
}

/** What is empty now and was not is taken away. */
function changeOf(known: Fields, fields: Fields) {
  const { name, phone, email, card, birthday, language, comment } = fields;
  return {
    identities: {
      ...(phone === known.phone ? {} : { phone: orNull(phone) }),
      ...(email === known.email ? {} : { email: orNull(email) }),
      ...(card === known.card ? {} : { card: orNull(card) }),
    },
    profile: {
      ...(name === known.name ? {} : { name: orNull(name) }),
      ...(birthday === known.birthday ? {} : { birthday: orNull(birthday) }),
      ...(comment === known.comment ? {} : { comment: orNull(comment) }),
      ...(language === known.language ? {} : { language: languageOf(language) }),
    },
  };
}

function languageOf(language: string): 'ru' | 'en' | null {
  return language === 'ru' || language === 'en' ? language : null;
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
