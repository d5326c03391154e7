/** The office's frame: places on the left (a drawer on a narrow screen), the page beside them. */
import { AppShell, Burger, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import classes from './office-shell.module.css';
import { uiPhrases } from './phrases.ts';

export interface NavPlace {
  readonly to: string;
  readonly label: string;
  readonly isHere: boolean;
}

export interface NavGroup {
  /** null: the first, which needs no name. */
  readonly label: string | null;
  readonly places: readonly NavPlace[];
}

export interface OfficeShellProps {
  /** The organization's name. */
  readonly name: string;
  /** The address of its picture; its first letter stands there without one. */
  readonly logo?: string | null;
  readonly groups: readonly NavGroup[];
  /** Below the places: who is signed in, and the way out. `close` puts the drawer of a narrow screen away. */
  readonly foot?: (close: () => void) => ReactNode;
  readonly children: ReactNode;
  onGo(to: string): void;
}

/** Where the page itself is. */
export const CONTENT_ID = 'content';

const HEADER_PX = 56;
const NAVBAR_PX = 248;

export function OfficeShell({ name, logo = null, groups, foot, children, onGo }: OfficeShellProps): ReactNode {
  const t = usePhrases(uiPhrases);
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const go = (to: string): void => {
    close();
    onGo(to);
  };
  return (
    <>
      <a className={classes['skip']} href={`#${CONTENT_ID}`}>
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
            <ShopMark name={name} logo={logo} />
            <Text fw={650} truncate>
              {name}
            </Text>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar
          p="sm"
          className={`${classes['bar']} ${classes['drawer']}`}
          data-open={isOpen || undefined}
          aria-label={t('shell.menu')}
        >
          <Group gap="sm" p="xs" mb="xs" wrap="nowrap" visibleFrom="sm">
            <ShopMark name={name} logo={logo} />
            <Text fw={650} lineClamp={2} className={classes['name']}>
              {name}
            </Text>
          </Group>
          <AppShell.Section grow component={ScrollArea}>
            {groups.map((group) => (
              <NavPlaces key={group.label ?? ''} group={group} onGo={go} />
            ))}
          </AppShell.Section>
          {foot === undefined ? null : <AppShell.Section pt="xs">{foot(close)}</AppShell.Section>}
        </AppShell.Navbar>
        <AppShell.Main id={CONTENT_ID} tabIndex={-1} className={classes['main']}>
          {children}
        </AppShell.Main>
      </AppShell>
    </>
  );
}

function NavPlaces({ group, onGo }: { readonly group: NavGroup; onGo(to: string): void }): ReactNode {
  return (
    <Stack gap={2} component="section" {...(group.label === null ? {} : { 'aria-label': group.label })}>
      {group.label === null ? null : (
        <Text size="xs" fw={600} c="dimmed" className={classes['group']}>
          {group.label}
        </Text>
      )}
      {group.places.map(({ to, label, isHere }) => (
        <UnstyledButton
          key={to}
          component="a"
          href={to}
          className={classes['place']}
          aria-current={isHere ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onGo(to);
          }}
        >
          {label}
        </UnstyledButton>
      ))}
    </Stack>
  );
}

export interface ShopMarkProps {
  readonly name: string;
  readonly logo: string | null;
}

/** The shop's picture, or its first letter on its colour. */
export function ShopMark({ name, logo }: ShopMarkProps): ReactNode {
  if (logo !== null) return <img className={classes['logo']} src={logo} alt="" />;
  return (
    <span className={classes['mark']} aria-hidden="true">
      {name.match(/\p{L}|\p{N}/u)?.[0].toUpperCase() ?? '·'}
    </span>
  );
}
