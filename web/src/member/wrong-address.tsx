/** An address that is no shop's: part of what was scanned or typed is lost. */
import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { LookSwitches } from '../ui/look-switches.tsx';
import { MemberLayout } from '../ui/member-layout.tsx';
import { Empty } from '../ui/states.tsx';
import { memberPhrases } from './phrases.ts';

export function NoShop(): ReactNode {
  const t = usePhrases(memberPhrases);
  return <Empty title={t('wrong.title')} advice={t('wrong.advice')} />;
}

/** The whole page, where the address is not even one. */
export function WrongAddress(): ReactNode {
  return (
    <MemberLayout shop="Kopilka">
      <Paper withBorder radius="lg" p="lg">
        <NoShop />
      </Paper>
      <LookSwitches justify="center" />
    </MemberLayout>
  );
}
