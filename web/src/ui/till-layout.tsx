/** The till's frame: which till, the three steps and who works above, what is to be done below. */
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './till-layout.module.css';

export interface TillStep {
  readonly id: string;
  readonly label: string;
  readonly state: 'done' | 'now' | 'later';
}

export interface TillLayoutProps {
  /** Which till, where. */
  readonly name: string;
  readonly steps: readonly TillStep[];
  /** Where there are no steps: the way back to them. */
  readonly back?: ReactNode;
  /** On the right of the bar: who works here, whether it is connected. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

export function TillLayout({ name, steps, back, status, children }: TillLayoutProps): ReactNode {
  return (
    <>
      <header className={classes['bar']}>
        <Text fw={650} truncate>
          {name}
        </Text>
        <div className={classes['middle']}>{steps.length === 0 ? back : <Steps steps={steps} />}</div>
        <div className={classes['status']}>{status}</div>
      </header>
      <Stack component="main" gap="md" className={classes['work']}>
        {children}
      </Stack>
    </>
  );
}

function Steps({ steps }: Pick<TillLayoutProps, 'steps'>): ReactNode {
  return (
    <Group component="ol" gap="xs" wrap="nowrap" m={0} p={0} style={{ listStyle: 'none' }}>
      {steps.map(({ id, label, state }) => (
        <li key={id} className={classes['step']} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          {state === 'done' ? <span aria-hidden="true">✓ </span> : null}
          {label}
        </li>
      ))}
    </Group>
  );
}
