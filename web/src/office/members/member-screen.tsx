/** One member: where they stand, everything that has happened and why, and what can be done by whom. */
import { Anchor, Badge, Button, Grid, Group, Menu, Select, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { useSession } from '../../data/session.tsx';
import { PlaceProvider, useFormat, usePhrases, useSpeech } from '../../i18n/language.tsx';
import { phoneText } from '../../i18n/phone.ts';
import { Card, Page } from '../../ui/page.tsx';
import { Asked, Done, Empty } from '../../ui/states.tsx';
import { ConsentsCard } from './consents-card.tsx';
import { deedPhrases } from './deed-phrases.ts';
import { type Member, useAskAnew, useMember } from './member-data.ts';
import { MemberDeeds, type Open } from './member-deeds.tsx';
import { memberPhrases } from './member-phrases.ts';
import classes from './member.module.css';
import { PersonCard } from './person-card.tsx';
import { PrivacyCard } from './privacy-card.tsx';
import { type OfficeProgram, say, usePrograms } from './programs.ts';
import { StandingCard } from './standing-card.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { WaitingMerges } from './waiting-merges.tsx';

const NO_PLACE = { currency: 'RUB', timeZone: 'UTC' };

export function MemberScreen(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const t = usePhrases(memberPhrases);
  const programs = usePrograms();
  const member = useMember(id);
  return (
    <Stack gap="sm">
      <BackToAll />
      {programs.data === undefined || member.data === undefined ? (
        <Page title={t('one')}>
          <Asked query={member}>{() => <Asked query={programs}>{() => null}</Asked>}</Asked>
        </Page>
      ) : (
        <Asked query={member}>{(found) => <MemberPage key={id} member={found} programs={programs.data} />}</Asked>
      )}
    </Stack>
  );
}

function BackToAll(): ReactNode {
  const t = usePhrases(memberPhrases);
  return (
    <Anchor renderRoot={(props) => <Link to="/members" {...props} />} size="sm" w="fit-content">
      ← {t('back')}
    </Anchor>
  );
}

interface MemberPageProps {
  readonly member: Member;
  readonly programs: readonly OfficeProgram[];
}

function MemberPage({ member, programs }: MemberPageProps): ReactNode {
  const t = usePhrases(memberPhrases);
  const askAnew = useAskAnew();
  const [open, setOpen] = useState<Open | null>(null);
  const [words, setWords] = useState('');
  const [isForgotten, setForgotten] = useState(false);
  const [programId, setProgramId] = useState(member.accounts[0]?.programId);
  const { may } = useSession();
  const account = member.accounts.find((each) => each.programId === programId) ?? member.accounts[0];
  const program = programs.find(({ id }) => id === account?.programId);
  const name = nameOf(member) ?? t('nameless');
  // A dialog that goes away leaves the keyboard where it came from.
  const more = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(null);
    more.current?.focus();
  };
  const done = (said: string): void => {
    close();
    setWords(said);
    void askAnew();
  };
  if (isForgotten) return <Forgotten />;
  return (
    <PlaceProvider place={program?.place ?? programs[0]?.place ?? NO_PLACE}>
      <Page
        title={name}
        about={<About member={member} />}
        actions={<Actions member={member} more={more} onOpen={setOpen} />}
      >
        <Text component="div" role="status" {...(words === '' ? { className: classes['silent'] ?? '' } : {})}>
          {words === '' ? null : <Done title={words} />}
        </Text>
        {member.accounts.length < 2 ? null : (
          <ProgramChoice member={member} programs={programs} chosen={account?.programId} onChoose={setProgramId} />
        )}
        {account === undefined ? null : <WaitingMerges accountId={account.accountId} onDone={done} />}
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 8 }}>
            {account === undefined ? null : (
              <Stack gap="lg" key={account.accountId}>
                <StandingCard account={account} program={program} />
                <TimelineCard accountId={account.accountId} program={program} />
              </Stack>
            )}
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack gap="lg">
              <PersonCard member={member} />
              <ConsentsCard memberId={member.id} />
              {may('privacy') ? <PrivacyCard memberId={member.id} onForget={() => setOpen('forget')} /> : null}
            </Stack>
          </Grid.Col>
        </Grid>
      </Page>
      {open === null ? null : (
        <MemberDeeds
          open={open}
          member={member}
          account={account}
          program={program}
          programs={programs}
          name={name}
          onDone={done}
          onForgotten={() => {
            setOpen(null);
            setForgotten(true);
          }}
          onClose={close}
        />
      )}
    </PlaceProvider>
  );
}

function Forgotten(): ReactNode {
  const t = usePhrases(deedPhrases);
  return (
    <Card>
      <Empty title={t('forget.done.title')} advice={t('forget.done.text')} />
    </Card>
  );
}

/** Something to call the member by: the name, or whatever there is. */
function nameOf({ profile, identities: { phone, email, card } }: Member): string | undefined {
  return profile.name ?? (phone === undefined ? (email ?? card) : phoneText(phone));
}

function About({ member: { createdAt, status, identities } }: { readonly member: Member }): ReactNode {
  const t = usePhrases(memberPhrases);
  const format = useFormat();
  const { phone } = identities;
  return (
    <Group gap="sm" component="span">
      {status === 'blocked' ? <Badge color="red">{t('blocked')}</Badge> : null}
      <Text span inherit>
        {phone === undefined ? '' : `${phoneText(phone)} · `}
        {t('since', { date: format.date(createdAt) })}
      </Text>
    </Group>
  );
}

function Actions({
  member,
  more,
  onOpen,
}: {
  readonly member: Member;
  readonly more: RefObject<HTMLButtonElement | null>;
  onOpen(open: Open): void;
}): ReactNode {
  const t = usePhrases(memberPhrases);
  const { may } = useSession();
  const hasAccount = member.accounts.length > 0;
  const hasLevels = member.accounts.some(({ tier }) => tier !== null);
  if (!may('till')) return null;
  return (
    <>
      {may('shop') && hasAccount ? <Button onClick={() => onOpen('correct')}>{t('act.correct')}</Button> : null}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button ref={more} variant="default">
            {t('act.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onOpen('edit')}>{t('act.edit')}</Menu.Item>
          {may('shop') && hasLevels ? <Menu.Item onClick={() => onOpen('level')}>{t('act.level')}</Menu.Item> : null}
          {may('shop') && hasAccount ? <Menu.Item onClick={() => onOpen('merge')}>{t('act.merge')}</Menu.Item> : null}
          <Menu.Divider />
          {member.status === 'blocked' ? (
            <Menu.Item onClick={() => onOpen('unblock')}>{t('act.unblock')}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => onOpen('block')}>{t('act.block')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function ProgramChoice(one: {
  readonly member: Member;
  readonly programs: readonly OfficeProgram[];
  readonly chosen: string | undefined;
  onChoose(programId: string): void;
}): ReactNode {
  const t = usePhrases(memberPhrases);
  const { language } = useSpeech();
  const { member, programs, chosen, onChoose } = one;
  return (
    <Select
      label={t('program')}
      allowDeselect={false}
      maw={360}
      data={member.accounts.map(({ programId }) => {
        const program = programs.find(({ id }) => id === programId);
        return { value: programId, label: program === undefined ? '…' : say(program.name, language) };
      })}
      value={chosen ?? null}
      onChange={(value) => {
        if (value !== null) onChoose(value);
      }}
    />
  );
}
