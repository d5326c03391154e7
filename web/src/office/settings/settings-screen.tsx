/** «Настройки»: what the shop is called and how its screens look. */
import { Grid } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOrganization } from '../../data/use-organization.ts';
import { usePhrases } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { Asked } from '../../ui/states.tsx';
import { InsecureNote } from '../insecure-note.tsx';
import { LogoCard } from './logo-card.tsx';
import { NameCard } from './name-card.tsx';
import { settingsPhrases } from './phrases.ts';

export function SettingsScreen(): ReactNode {
  const t = usePhrases(settingsPhrases);
  const organization = useOrganization();
  return (
    <Page title={t('title')} about={t('about')}>
      <InsecureNote />
      <Asked query={organization}>
        {(found) => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <NameCard key={found.id} organization={found} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <LogoCard organization={found} />
            </Grid.Col>
          </Grid>
        )}
      </Asked>
    </Page>
  );
}
