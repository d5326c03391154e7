/** The QR for the till: small on the card, and by a touch as large as the screen, white whatever the scheme, with the screen kept awake. */
import { Button, Text, UnstyledButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { usePhrases } from '../../i18n/language.tsx';
import { Card } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { memberPhrases } from '../phrases.ts';
import { useMe } from '../use-me.ts';
import classes from './show-card.module.css';
import { useAwake } from './use-awake.ts';
import { useCardText } from './use-card-text.ts';

export interface ShowCardProps {
  /** Its number: the till takes it as well, so it is also what the QR says where the browser cannot make the changing one. */
  readonly card: string | null;
  /** What the till asks for; it comes in front of whatever is shown. */
  readonly asked: ReactNode;
}

export function ShowCard({ card, asked }: ShowCardProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const changing = useCardText();
  const text = changing ?? card;
  const [isLarge, setIsLarge] = useState(false);
  if (text === null)
    return (
      <>
        {asked}
        <Card title={t('show.title')}>
          <Text c="dimmed">{t('show.no-code')}</Text>
        </Card>
      </>
    );
  return (
    <>
      {isLarge ? null : asked}
      <UnstyledButton className={classes['card'] ?? ''} onClick={() => setIsLarge(true)} aria-haspopup="dialog">
        <QrCode text={text} label={t('show.qr')} width="7.5rem" />
        <span>
          <Text component="span" display="block" fw={650}>
            {t('show.title')}
          </Text>
          <Text component="span" display="block" size="sm" c="dimmed">
            {changing === null ? t('show.open') : t('show.changes')}
          </Text>
          {card === null ? null : (
            <Text component="span" display="block" fw={650} mt={6} className={classes['number'] ?? ''}>
              {grouped(card)}
            </Text>
          )}
        </span>
      </UnstyledButton>
      {isLarge ? <Large text={text} card={card} asked={asked} onClose={() => setIsLarge(false)} /> : null}
    </>
  );
}

interface LargeProps extends ShowCardProps {
  readonly text: string;
  onClose(): void;
}

/** Whoever holds out the card waits to see what it brought. */
const AT_THE_TILL_MS = 3000;

function Large({ text, card, asked, onClose }: LargeProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const dialog = useRef<HTMLDialogElement>(null);
  useAwake(true);
  useMe(AT_THE_TILL_MS);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={classes['large']} aria-label={t('show.title')} onClose={onClose}>
      <div className={classes['sheet']}>
        {asked}
        <p className={classes['title']}>{t('show.title')}</p>
        <QrCode text={text} label={t('show.qr')} />
        {card === null ? null : (
          <p className={classes['number']}>
            <span className={classes['what']}>{t('show.number')}</span>
            {grouped(card)}
          </p>
        )}
        <p className={classes['what']}>{t('show.bright')}</p>
        <Button size="lg" fullWidth variant="filled" onClick={() => dialog.current?.close()}>
          {t('show.close')}
        </Button>
      </div>
    </dialog>
  );
}

/** 2000000000015 → 2000 0000 0001 5: to be read aloud. */
function grouped(card: string): string {
  return card.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}
