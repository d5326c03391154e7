/** A reward that was taken: what to show for it, and until when it waits. */
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Format } from '../../i18n/format.ts';
import { usePhrases, useSpeech } from '../../i18n/language.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import type { Redemption } from '../card-types.ts';
import { PlaceLink } from '../places.tsx';
import { useCard } from '../session.tsx';
import { rewardsPhrases } from './phrases.ts';

export function TakenRow({ taken }: { readonly taken: Redemption }): ReactNode {
  const t = usePhrases(rewardsPhrases);
  const { language, format } = useSpeech();
  const { organization } = useCard();
  return (
    <>
      <Text fw={600} dir="auto">
        {taken.name[language]}
        {taken.quantity > 1 ? ` × ${format.number(taken.quantity)}` : ''}
      </Text>
      {taken.code === null ? (
        taken.status === 'reserved' ? (
          <Text size="sm">
            {t('waiting.show')} <PlaceLink to={`/c/${organization}`}>{t('waiting.open')}</PlaceLink>
          </Text>
        ) : (
          <Text size="sm">{t('done.there')}</Text>
        )
      ) : (
        <Code code={taken.code} />
      )}
      {taken.until === null || taken.status !== 'reserved' ? null : (
        <Text size="sm" c="dimmed">
          {t('waiting.until', { date: endText(format, taken.until) })}
        </Text>
      )}
    </>
  );
}

/** Most wait until a day is over; then the day says more than midnight does. */
function endText(format: Format, end: string): string {
  return format.time(end) === '00:00' ? format.lastDay(end) : format.dateTime(end);
}

function Code({ code }: { readonly code: string }): ReactNode {
  const t = usePhrases(rewardsPhrases);
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <Group gap="sm" my={4}>
        <Text fw={650} className="kopilka-figures" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          {code}
        </Text>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button size="sm" variant="default" onClick={copy}>
              {copied ? t('code.copied') : t('code.copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="sm" variant="default" aria-expanded={isShown} onClick={() => setIsShown(!isShown)}>
          {isShown ? t('code.hide') : t('code.show')}
        </Button>
      </Group>
      {isShown ? <QrCode text={code} label={t('code.qr', { code })} width="12rem" /> : null}
    </>
  );
}
