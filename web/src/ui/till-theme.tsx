/** Everything that is hit at a till, by a thumb or in a hurry, is 48 px high and more, also in the parts that the apps share. */
import { createTheme, MantineThemeProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './till-theme.module.css';

const HIT = 48;
const { hit = '', square = '', segment = '' } = classes;

const touch = createTheme({
  components: {
    Button: { defaultProps: { size: 'lg' }, classNames: { root: hit } },
    TextInput: { defaultProps: { size: 'lg' } },
    NumberInput: { defaultProps: { size: 'lg' } },
    PasswordInput: { defaultProps: { size: 'lg' } },
    ActionIcon: { defaultProps: { size: HIT } },
    CloseButton: { defaultProps: { size: HIT } },
    SegmentedControl: { classNames: { label: segment } },
    Alert: { classNames: { closeButton: square } },
    Modal: { classNames: { close: square } },
  },
});

export function TillTheme({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <MantineThemeProvider theme={touch} inherit>
      {children}
    </MantineThemeProvider>
  );
}
