/** The work on the left and what it comes to on the right; one below the other where there is no room. Alone, the work is in the middle. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './till.module.css';

export function Sides({ children, side }: { readonly children: ReactNode; readonly side: ReactNode }): ReactNode {
  if (side === null)
    return (
      <Stack gap="md" w="100%" maw="44rem" mx="auto">
        {children}
      </Stack>
    );
  return (
    <div className={classes['sides']}>
      <Stack gap="md" miw={0}>
        {children}
      </Stack>
      <Stack gap="md" miw={0} className={classes['side']}>
        {side}
      </Stack>
    </div>
  );
}
