/** The till's frame: everything in reach of a thumb (targets of 48 px and more), three steps above, what is to be done beside them. */
import { Box, createTheme, Group, MantineThemeProvider, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './till-layout.module.css';

/** 48 px for everything that a finger or a scanner's user hits. */
const touch = createTheme({
  components: {
    Button: { defaultProps: { size: 'lg' } },
    TextInput: { defaultProps: { size: 'lg' } },
    NumberInput: { defaultProps: { size: 'lg' } },
    PasswordInput: { defaultProps: { size: 'lg' } },
    ActionIcon: { defaultProps: { size: 48 } },
    CloseButton: { defaultProps: { size: 48 } },
  },
});

export interface TillStep {
  readonly id: string;
  readonly label: string;
  readonly state: 'done' | 'now' | 'later';
}

export interface TillLayoutProps {
  /** Which till, where. */
  readonly name: string;
  readonly steps: readonly TillStep[];
  /** On the right of the bar: who works here, whether it is connected. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
  /** Beside the work on a wide screen, below it on a narrow one. */
  readonly side?: ReactNode;
}

export function TillLayout({ name, steps, status, children, side }: TillLayoutProps): ReactNode {
  return (
    <MantineThemeProvider theme={touch} inherit>
      <header className={classes['bar']}>
        <Text fw={650} truncate>
          {name}
        </Text>
        <Group component="ol" gap="xs" wrap="nowrap" className={classes['steps']}>
          {steps.map(({ id, label, state }) => (
            <li
              key={id}
              className={classes['step']}
              data-state={state}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              {state === 'done' ? <span aria-hidden="true">✓ </span> : null}
              {label}
            </li>
          ))}
        </Group>
        <div className={classes['status']}>{status}</div>
      </header>
      <Box component="main" className={classes['work']} data-with-side={side === undefined ? undefined : true}>
        <Stack gap="md">{children}</Stack>
        {side === undefined ? null : <Stack gap="md">{side}</Stack>}
      </Box>
    </MantineThemeProvider>
  );
}
