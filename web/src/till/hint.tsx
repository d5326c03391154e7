/** Which key does the same as a button, told discreetly and only where there is a keyboard. */
import type { ReactNode } from 'react';
import classes from './till.module.css';

export function Hint({ keys }: { readonly keys: string }): ReactNode {
  return (
    <kbd className={classes['hint']} aria-hidden="true">
      {keys}
    </kbd>
  );
}
