/**
 * Theme, language and notifications around an app. The accent is the organization's colour; light or dark is the system's
 * until somebody chooses (the same rules as in public/assets/scheme.js, which runs before the first paint).
 */
import '@mantine/core/styles.css';
import './global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
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

const AccentContext = createContext<(color: string | null) => void>(() => undefined);

export function LookProvider({ children, color = DEFAULT_COLOR, scheme }: LookProviderProps): ReactNode {
  const [shopColor, setShopColor] = useState<string | null>(null);
  const shown = shopColor ?? color;
  const look = useMemo(() => {
    const accent = accentOf(shown);
    return { theme: themeOf(accent), cssVariablesResolver: variablesOf(accent) };
  }, [shown]);
  return (
    <MantineProvider
      {...look}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      {...(scheme === undefined ? {} : { forceColorScheme: scheme })}
    >
      <AccentContext value={setShopColor}>{children}</AccentContext>
    </MantineProvider>
  );
}

/** Everything takes this colour, #rrggbb, for as long as the caller is on the screen. null or undefined: not known, or ours. */
export function useAccent(color: string | null | undefined): void {
  const setShopColor = useContext(AccentContext);
  const wanted = color ?? null;
  useEffect(() => {
    setShopColor(wanted);
    return () => setShopColor(null);
  }, [setShopColor, wanted]);
}
