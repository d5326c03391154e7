/** The office's frame: places on the left (a drawer on a narrow screen), the page beside them. */
import { AppShell, Burger, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { LookSwitches } from './look-switches.tsx';
import classes from './office-shell.module.css';
import { uiPhrases } from './phrases.ts';

export interface NavPlace {
  readonly to: string;
  readonly label: string;
  readonly isHere: boolean;
}

export interface OfficeShellProps {
  /** The organization's name. */
  readonly name: string;
  readonly places: readonly NavPlace[];
  /** Below the places: who is signed in, and the way out. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
  onGo(to: string): void;
}

const HEADER_PX = 56;
const NAVBAR_PX = 232;

export function OfficeShell({ name, places, foot, children, onGo }: OfficeShellProps): ReactNode {
  const t = usePhrases(uiPhrases);
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const go = (to: string): void => {
    close();
    onGo(to);
  };
  return (
    <>
      <a className={classes['skip']} href="#content">
        {t('shell.skip')}
      </a>
      <AppShell
        header={{ height: { base: HEADER_PX, sm: 0 } }}
        navbar={{ width: NAVBAR_PX, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding={{ base: 'md', sm: 'xl' }}
      >
        <AppShell.Header hiddenFrom="sm" className={classes['bar']}>
          <Group h="100%" px="md" gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={t('shell.menu')} aria-expanded={isOpen} />
            <Text fw={650} truncate>
              {name}
            </Text>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" className={classes['bar']} aria-label={t('shell.menu')}>
          <Group gap="sm" p="xs" mb="xs" wrap="nowrap" visibleFrom="sm">
            <span className={classes['mark']} aria-hidden="true">
              {name
                .trim()
                .match(/^\p{L}|\p{N}/u)?.[0]
                .toUpperCase() ?? '·'}
            </span>
            <Text fw={650} lineClamp={2}>
              {name}
            </Text>
          </Group>
          <AppShell.Section grow component={ScrollArea}>
            <Stack gap={2}>
              {places.map(({ to, label, isHere }) => (
                <UnstyledButton
                  key={to}
                  component="a"
                  href={to}
                  className={classes['place']}
                  aria-current={isHere ? 'page' : undefined}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                    event.preventDefault();
                    go(to);
                  }}
                >
                  {label}
                </UnstyledButton>
              ))}
            </Stack>
          </AppShell.Section>
          <AppShell.Section pt="sm">
            <Stack gap="xs">
              <LookSwitches />
              {foot}
            </Stack>
          </AppShell.Section>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          {children}
        </AppShell.Main>
      </AppShell>
    </>
  );
}
