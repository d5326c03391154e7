/** One calm line where the page came by http from another machine: browsers keep from such pages what the card and the till's camera need. */
import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { definePhrases } from '../i18n/define-phrases.ts';
import { usePhrases } from '../i18n/language.tsx';

export function InsecureNote(): ReactNode {
  const t = usePhrases(insecurePhrases);
  if (isSecureContext) return null;
  return (
    <Alert color="yellow" variant="light" radius="lg" title={t('title')}>
      <Text size="sm">{t('advice')}</Text>
    </Alert>
  );
}

const insecurePhrases = definePhrases({
  en: {
    title: 'This address has no https',
    advice:
      'Everything works, except what browsers allow with https only: the customer’s card shows its number and no QR code and cannot be put on the home screen, and tills cannot scan by camera. Ask whoever runs the server to turn https on: the guide “Start in a minute” says how, in its part “https”.',
  },
  ru: {
    title: 'Этот адрес открыт без https',
    advice:
      'Всё работает, кроме того, что браузеры разрешают только с https: карта клиента показывает номер без QR-кода и не ставится на экран телефона, а кассы не сканируют камерой. Попросите того, кто ведёт сервер, включить https: как, сказано в руководстве «Start in a minute», раздел «https».',
  },
});
