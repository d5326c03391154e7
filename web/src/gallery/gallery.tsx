/** Every shared component in every state. /gallery?language=ru&scheme=dark&color=%230f7a5a; without parameters the device's own. */
import { Badge, Button, Group, Select, Slider, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, usePhrases } from '../i18n/language.tsx';
import { ConfirmWithConsequence } from '../ui/confirm.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Amount, DateText, Units } from '../ui/figures.tsx';
import { LookSwitches } from '../ui/look-switches.tsx';
import { MemberLayout } from '../ui/member-layout.tsx';
import { OfficeShell } from '../ui/office-shell.tsx';
import { Card, Figure, Page } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';
import { Done, Empty, Loading } from '../ui/states.tsx';
import { TillLayout } from '../ui/till-layout.tsx';
import { TillTheme } from '../ui/till-theme.tsx';
import { TROUBLES } from './examples.ts';
import { galleryPhrases } from './phrases.ts';

const BONUS = {
  ru: { one: 'бонус', few: 'бонуса', many: 'бонусов' },
  en: { one: 'bonus', other: 'bonuses' },
};
const AT = '2026-11-21T11:32:00Z';
const COUNTS = [1, 2, 5, 21, 1284];

export function OfficeGallery(): ReactNode {
  const t = usePhrases(galleryPhrases);
  const groups = [
    { label: null, places: [{ to: '/gallery', label: t('office.today'), isHere: true }] },
    { label: t('office'), places: [{ to: '/gallery?members', label: t('office.members'), isHere: false }] },
  ];
  return (
    <OfficeShell name={t('card.shop')} groups={groups} onGo={() => undefined}>
      <Page title={t('title')} about={t('office')} actions={<Button>{t('button.main')}</Button>}>
        <Figures />
        <States />
        <Card title={t('refusals')}>
          <Stack>
            {TROUBLES.map((trouble, index) => (
              <Refusal key={index} trouble={trouble} onRetry={() => undefined} />
            ))}
          </Stack>
        </Card>
        <Controls />
        <Deed />
        <Card title={t('broken')}>
          <ErrorBoundary>
            <Breaks />
          </ErrorBoundary>
        </Card>
      </Page>
    </OfficeShell>
  );
}

function Figures(): ReactNode {
  const t = usePhrases(galleryPhrases);
  return (
    <Card title={t('figures')}>
      <Group gap="xl">
        <Figure label="RUB" value={<Amount minor={123_450} />} note={<Amount minor={-50} signed />} />
        <Figure label="JPY" value={<Amount minor={1200} currency="JPY" />} />
        <Figure label="EUR" value={<Amount minor={999_999_99} currency="EUR" />} />
        <Stack gap={0}>
          {COUNTS.map((count) => (
            <Units key={count} count={count} name={BONUS} signed />
          ))}
        </Stack>
        <Stack gap={0}>
          <DateText at={AT} show="date" />
          <DateText at={AT} show="moment" />
          <DateText at={AT} show="time" />
        </Stack>
      </Group>
    </Card>
  );
}

function States(): ReactNode {
  const t = usePhrases(galleryPhrases);
  return (
    <Card title={t('states')}>
      <Loading />
      <Empty title={t('empty.title')} advice={t('empty.advice')} action={<Button>{t('empty.action')}</Button>} />
      <Done title={t('done.title')}>{t('done.text')}</Done>
    </Card>
  );
}

function Controls(): ReactNode {
  const t = usePhrases(galleryPhrases);
  return (
    <Card title={t('forms')}>
      <Stack maw={420}>
        <Group>
          <Button>{t('button.main')}</Button>
          <Button variant="light">{t('button.main')}</Button>
          <Button variant="outline">{t('button.main')}</Button>
          <Button variant="default">{t('button.other')}</Button>
          <Button variant="subtle">{t('button.other')}</Button>
          <Badge variant="light">{t('badge')}</Badge>
          <Badge variant="filled">{t('badge')}</Badge>
        </Group>
        <TextInput label={t('field.phone')} error={t('field.wrong')} defaultValue="+7 900" />
        <Select label={t('office.members')} data={[t('card.shop')]} defaultValue={t('card.shop')} />
        <Slider defaultValue={330} max={745} thumbLabel={t('till.what')} />
        <LookSwitches />
      </Stack>
    </Card>
  );
}

function Deed(): ReactNode {
  const t = usePhrases(galleryPhrases);
  const [opened, setOpened] = useState(location.hash === '#confirm');
  return (
    <Card title={t('confirm')}>
      <Button color="red.9" onClick={() => setOpened(true)}>
        {t('confirm.open')}
      </Button>
      <ConfirmWithConsequence
        opened={opened}
        title={t('confirm.title')}
        consequence={t('confirm.consequence')}
        action={t('confirm.action')}
        onConfirm={() => setOpened(false)}
        onCancel={() => setOpened(false)}
      />
    </Card>
  );
}

function Breaks(): ReactNode {
  throw new Error('broken on purpose');
}

export function TillGallery(): ReactNode {
  const t = usePhrases(galleryPhrases);
  const steps = [
    { id: 'who', label: t('till.who'), state: 'done' },
    { id: 'what', label: t('till.what'), state: 'now' },
    { id: 'done', label: t('till.done'), state: 'later' },
  ] as const;
  return (
    <TillTheme>
      <TillLayout name={t('till.name')} steps={steps} status={<Badge variant="light">{t('till.online')}</Badge>}>
        <Card title={t('till')}>
          <TextInput label={t('field.phone')} />
        </Card>
        <Card>
          <Stack>
            <Text c="dimmed">{t('figures')}</Text>
            <Title order={1}>
              <Amount minor={116_000} />
            </Title>
            <Button fullWidth>{t('till.finish')}</Button>
          </Stack>
        </Card>
      </TillLayout>
    </TillTheme>
  );
}

export function MemberGallery(): ReactNode {
  const t = usePhrases(galleryPhrases);
  const format = useFormat();
  return (
    <MemberLayout
      shop={t('card.shop')}
      head={
        <Group gap="xs" align="baseline">
          <Text fz={48} fw={750} lh={1.2} className="kopilka-figures">
            {format.number(1284)}
          </Text>
          <Text>{format.unitWord(1284, BONUS)}</Text>
        </Group>
      }
    >
      <Card title={t('card.show')}>
        <Text>{t('card.burns')}</Text>
      </Card>
    </MemberLayout>
  );
}
