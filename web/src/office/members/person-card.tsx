/** How a person is reached and what they told of themselves. */
import type { ReactNode } from 'react';
import { Text } from '@mantine/core';
import { useFormat, usePhrases } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { Card } from '../../ui/page.tsx';
import type { Member } from './member-data.ts';
import { memberPhrases } from './member-phrases.ts';
import classes from './member.module.css';

export function PersonCard({ member: { identities, profile } }: { readonly member: Member }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const { phone, email, card } = identities;
  const { birthday, language, comment } = profile;
  const spoken = language === undefined ? undefined : language === 'ru' ? t('language.ru') : t('language.en');
  return (
    <Card title={t('person.title')}>
      <dl className={classes['details']}>
        <Detail label={t('person.phone')} value={phone === undefined ? undefined : phoneText(phone)} />
        <Detail label={t('person.email')} value={email} />
        <Detail label={t('person.card')} value={card} />
        <Detail
          label={t('person.birthday')}
          value={birthday === undefined ? undefined : format.date(`${birthday}T12:00:00Z`)}
        />
        <Detail label={t('person.language')} value={spoken} />
        {comment === undefined ? null : <Detail label={t('person.comment')} value={comment} />}
      </dl>
    </Card>
  );
}

function Detail({ label, value }: { readonly label: string; readonly value: string | undefined }): ReactNode {
  const t = usePhrases(memberPhrases);
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">
        {value ?? (
          <Text span c="dimmed">
            {t('person.none')}
          </Text>
        )}
      </dd>
    </div>
  );
}
