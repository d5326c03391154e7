/**
 * Theme, language and notifications around an app. The accent is the organization's colour; light or dark is the system's
 * until somebody chooses (the same rules as in public/assets/scheme.js, which runs before the first paint).
 */
import '@mantine/core/styles.css';
import './global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { accentOf, DEFAULT_COLOR } from './accent.ts';
import { themeOf, variablesOf } from './theme.ts';

const schemes = localStorageColorSchemeManager({ key: 'kopilka.scheme' });

export interface LookProviderProps {
  readonly children: ReactNode;
  /** The organization's colour, #rrggbb; ours if absent. */
  readonly color?: string;
  /** Instead of what was chosen, for the gallery. */
  readonly scheme?: 'light' | 'dark';
}

export function LookProvider({ children, color = DEFAULT_COLOR, scheme }: LookProviderProps): ReactNode {
  const look = useMemo(() => {
    const accent = accentOf(color);
    return { theme: themeOf(accent), cssVariablesResolver: variablesOf(accent) };
  }, [color]);
  return (
    <MantineProvider
      {...look}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      {...(scheme === undefined ? {} : { forceColorScheme: scheme })}
    >
      {children}
    </MantineProvider>
  );
}
