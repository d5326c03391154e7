/** What stands around every screen of the card: the shop above, the ways to the others below, and since when there is no network. */
import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { MemberLayout } from '../ui/member-layout.tsx';
import classes from './frame.module.css';
import { memberPhrases } from './phrases.ts';
import { PlaceLink, usePath } from './places.tsx';
import { useCard } from './session.tsx';
import { useShop } from './shop.ts';
import { logoOf } from './shop-logo.ts';
import { ageOf, useMe } from './use-me.ts';

export interface FrameProps {
  /** On the colour: the balance, or the name of the screen. */
  readonly head: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ head, children }: FrameProps): ReactNode {
  const { api, organization } = useCard();
  const shop = useShop(api, organization);
  const me = useMe();
  return (
    <MemberLayout
      shop={shop.data?.name ?? me.data?.shop.name ?? 'Kopilka'}
      logo={logoOf(shop.data)}
      corner={me.data?.member.name ?? ''}
      head={head}
      foot={<Places />}
    >
      <Age />
      {children}
    </MemberLayout>
  );
}

function Age(): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const age = ageOf(useMe());
  if (age === null) return null;
  return (
    <Alert color="yellow" variant="light" radius="lg" role="status">
      <Text size="sm">{t('age.known', { when: format.dateTime(new Date(age).toISOString()) })}</Text>
    </Alert>
  );
}

const ICONS = {
  card: 'M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 10h16M8 15h3',
  rewards: 'M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-5 0-5-4-3-4s3 4 3 4 1-4 3-4 2 4-3 4',
  history: 'M12 7v5l3 2M4.5 9.5A8 8 0 1 1 4 12M4 5v4.5h4.5',
  more: 'M5 7h14M5 12h14M5 17h14',
} as const;

function Places(): ReactNode {
  const t = usePhrases(memberPhrases);
  const { organization } = useCard();
  const path = usePath();
  const home = `/c/${organization}`;
  const places = [
    { icon: 'card', to: home, label: t('nav.card') },
    { icon: 'rewards', to: `${home}/rewards`, label: t('nav.rewards') },
    { icon: 'history', to: `${home}/history`, label: t('nav.history') },
    { icon: 'more', to: `${home}/more`, label: t('nav.more') },
  ] as const;
  const here = places.find(({ to }) => to !== home && path.startsWith(to))?.to ?? home;
  return (
    <nav className={classes['places']} aria-label={t('nav.label')}>
      <div className={classes['row']}>
        {places.map(({ icon, to, label }) => (
          <PlaceLink key={to} to={to} isHere={to === here}>
            <svg className={classes['icon']} viewBox="0 0 24 24" aria-hidden="true">
              <path d={ICONS[icon]} />
            </svg>
            {label}
          </PlaceLink>
        ))}
      </div>
    </nav>
  );
}
