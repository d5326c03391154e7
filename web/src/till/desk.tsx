/** The till's one screen: the sale in three steps, the return, and what was done today. What is under way in one stays while another is shown. */
import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { usePhrases } from '../i18n/language.tsx';
import { LookSwitches } from '../ui/look-switches.tsx';
import { TillLayout, type TillStep } from '../ui/till-layout.tsx';
import { Camera } from './camera.tsx';
import { DoneStep } from './done-step.tsx';
import { useTillSession } from './entrance/session.ts';
import { Hint } from './hint.tsx';
import { MemberPurchases } from './member-purchases.tsx';
import { NewMember } from './new-member.tsx';
import { tillPhrases } from './phrases.ts';
import { ReturnView } from './return-view.tsx';
import type { Sale } from './sale.ts';
import { ScanNotice } from './scan-notice.tsx';
import type { ShiftEntry } from './shift-log.ts';
import { LastSales, ShiftView } from './shift-view.tsx';
import { Sides } from './sides.tsx';
import type { Till } from './till.ts';
import { type Desk, useDesk, type View } from './use-desk.ts';
import { useScanner } from './use-scanner.ts';
import { WhatStep } from './what-step.tsx';
import { WhoStep } from './who-step.tsx';

type Window = { readonly type: 'camera' } | { readonly type: 'new'; readonly phone: string };

export function DeskScreen({ till }: { readonly till: Till }): ReactNode {
  const { programId, currency } = till.program;
  const { organizationId } = till;
  const desk = useDesk({ organizationId, programId, currency });
  const { isOver, till: device, store } = useTillSession();
  const [open, setOpen] = useState<Window | null>(null);
  const t = usePhrases(tillPhrases);
  const close = (): void => setOpen(null);
  const scan = (text: string): void => {
    close();
    desk.scan(text);
  };
  useFocusAfterDoor(isOver);
  // What is scanned while the door is shown is not for the screen behind it.
  useScanner(scan, !isOver);
  useKeys({ desk, isOn: open === null && !isOver, onOpen: setOpen });
  const choose = ({ id, number }: ShiftEntry): void => desk.aim({ type: 'purchase', purchaseId: id, number });
  return (
    <TillLayout
      name={`${device.name} · ${store.name}`}
      steps={desk.view === 'sale' ? stepsOf(desk.sale, t) : []}
      back={
        <Button variant="light" onClick={() => desk.show('sale')}>
          {t('till.sale')}
          {desk.target === null ? <Hint keys="Esc" /> : null}
        </Button>
      }
      status={<Places desk={desk} />}
    >
      {desk.notice === null || isShownByWho(desk) ? null : (
        <ScanNotice notice={desk.notice} onClose={desk.closeNotice} />
      )}
      {desk.view === 'sale' ? <SaleSteps desk={desk} till={till} onOpen={setOpen} onReceipt={choose} /> : null}
      {desk.view === 'return' ? (
        <ReturnView
          key={JSON.stringify(desk.target)}
          till={till}
          target={desk.target}
          choices={
            desk.returning !== null ? (
              <MemberPurchases customer={desk.returning} onChoose={desk.aim} />
            ) : desk.log.length === 0 ? null : (
              <LastSales log={desk.log} till={till} onChoose={choose} onAll={() => desk.show('shift')} />
            )
          }
          onTarget={desk.aim}
          onReturned={desk.returned}
          onClose={() => desk.show('sale')}
        />
      ) : null}
      {desk.view === 'shift' ? <ShiftView log={desk.log} till={till} onChoose={choose} /> : null}
      {open?.type === 'camera' ? <Camera onScan={scan} onClose={close} /> : null}
      {open?.type === 'new' ? (
        <NewMember
          organizationId={organizationId}
          programId={programId}
          phone={open.phone}
          onMade={(memberId) => {
            close();
            desk.choose(memberId);
          }}
          onTaken={scan}
          onClose={close}
        />
      ) : null}
    </TillLayout>
  );
}

interface SaleStepsProps {
  readonly desk: Desk;
  readonly till: Till;
  onOpen(open: Window): void;
  onReceipt(entry: ShiftEntry): void;
}

function SaleSteps({ desk, till, onOpen, onReceipt }: SaleStepsProps): ReactNode {
  const { sale } = desk;
  switch (sale.step) {
    case 'who':
      return (
        <Sides
          side={
            desk.log.length === 0 ? null : (
              <LastSales log={desk.log} till={till} onChoose={onReceipt} onAll={() => desk.show('shift')} />
            )
          }
        >
          <WhoStep
            basket={sale.basket}
            isAsking={desk.isAsking}
            trouble={desk.notice?.type === 'trouble' ? desk.notice.trouble : null}
            onScan={desk.scan}
            onChoose={desk.choose}
            onGuest={() => desk.say({ type: 'guest' })}
            onNew={(phone) => onOpen({ type: 'new', phone })}
            onCamera={() => onOpen({ type: 'camera' })}
            onTyping={desk.closeNotice}
          />
        </Sides>
      );
    case 'what':
      return (
        <WhatStep
          sale={sale}
          till={till}
          finish={desk.finish}
          isAsking={desk.isAsking}
          onWord={desk.say}
          onCode={desk.scan}
        />
      );
    case 'done':
      return <DoneStep sale={sale} till={till} onNext={desk.next} />;
  }
}

/** Whoever has come through a door goes on typing where the work is. */
function useFocusAfterDoor(isOver: boolean): void {
  useEffect(() => {
    if (isOver || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main [data-autofocus]')?.focus();
  }, [isOver]);
}

/** Why nobody was found stands under the field that was typed into. */
function isShownByWho({ notice, view, sale }: Desk): boolean {
  return notice?.type === 'trouble' && view === 'sale' && sale.step === 'who';
}

function useKeys({
  desk,
  isOn,
  onOpen,
}: {
  readonly desk: Desk;
  readonly isOn: boolean;
  onOpen(open: Window): void;
}): void {
  const { sale, view, finish } = desk;
  const whenOn = (act: () => void) => (): void => {
    if (isOn) act();
  };
  const isSelling = view === 'sale';
  const back = (): void => {
    if (view === 'return' && desk.target !== null) return desk.aim(null);
    if (!isSelling) return desk.show('sale');
    const isLocked = finish.isBusy || finish.isUnsure;
    if (sale.step !== 'what' || isLocked) return undefined;
    finish.reset();
    return desk.say({ type: 'another' });
  };
  useHotkeys(
    [
      ['F2', whenOn(() => (isSelling && sale.step === 'who' ? onOpen({ type: 'new', phone: '' }) : undefined))],
      ['F4', whenOn(() => (isSelling && sale.step === 'who' ? desk.say({ type: 'guest' }) : undefined))],
      ['F7', whenOn(() => onOpen({ type: 'camera' }))],
      ['F8', whenOn(() => desk.show('return'))],
      ['F9', whenOn(() => desk.show('shift'))],
      ['Escape', whenOn(back)],
    ],
    [],
  );
}

function Places({ desk }: { readonly desk: Desk }): ReactNode {
  const t = usePhrases(tillPhrases);
  const { cashier, canLock, lock } = useTillSession();
  const { show } = desk;
  const [isOpen, setOpen] = useState(false);
  const go = (wanted: View): void => {
    setOpen(false);
    show(wanted);
  };
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button variant="subtle" visibleFrom="md" onClick={() => show('return')}>
        {t('till.return')}
        <Hint keys="F8" />
      </Button>
      <Button variant="subtle" visibleFrom="md" onClick={() => show('shift')}>
        {t('till.shift')}
        <Hint keys="F9" />
      </Button>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus>
        <Popover.Target>
          <Button variant="subtle" onClick={() => setOpen((before) => !before)}>
            <Text span truncate maw="10rem" fw={600}>
              {cashier?.name ?? t('till.menu')}
            </Text>
          </Button>
        </Popover.Target>
        <Popover.Dropdown maw="calc(100vw - 1rem)">
          <Stack gap="xs">
            <Button variant="subtle" hiddenFrom="md" onClick={() => go('return')}>
              {t('till.return')}
            </Button>
            <Button variant="subtle" hiddenFrom="md" onClick={() => go('shift')}>
              {t('till.shift')}
            </Button>
            <LookSwitches />
            {canLock ? (
              <Button
                variant="subtle"
                onClick={() => {
                  setOpen(false);
                  lock();
                }}
              >
                {t('till.lock')}
              </Button>
            ) : null}
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}

const STEPS = ['who', 'what', 'done'] as const;

function stepsOf(sale: Sale, t: ReturnType<typeof usePhrases<typeof tillPhrases.en>>): readonly TillStep[] {
  const labels = { who: t('step.who'), what: t('step.what'), done: t('step.done') };
  const now = STEPS.indexOf(sale.step);
  return STEPS.map((id, index) => {
    const state = index < now ? ('done' as const) : index === now ? ('now' as const) : ('later' as const);
    return { id, label: labels[id], state };
  });
}
