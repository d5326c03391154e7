/** A list of things with what is known of each and what can be done to it: side by side where there is room, below each other where not. */
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './rows.module.css';

export interface RowsProps {
  /** What the list is of, for whoever does not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

export function Rows({ label, children }: RowsProps): ReactNode {
  return (
    <ul className={classes['rows']} aria-label={label}>
      {children}
    </ul>
  );
}

export interface RowProps {
  readonly title: ReactNode;
  /** Below the title, quieter. */
  readonly about?: ReactNode;
  /** States: badges. */
  readonly marks?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
  /** Below everything, as wide as the list. */
  readonly children?: ReactNode;
}

export function Row({ title, about, marks, actions, children }: RowProps): ReactNode {
  return (
    <li className={classes['row']}>
      <div className={classes['words']}>
        <Group gap="xs">
          <Text component="span" fw={600} className={classes['title']}>
            {title}
          </Text>
          {marks}
        </Group>
        {isNothing(about) ? null : (
          <Text component="div" size="sm" c="dimmed">
            {about}
          </Text>
        )}
      </div>
      {isNothing(actions) ? null : (
        <Group gap="xs" className={classes['actions']}>
          {actions}
        </Group>
      )}
      {isNothing(children) ? null : <div className={classes['below']}>{children}</div>}
    </li>
  );
}

function isNothing(part: ReactNode): boolean {
  return part === undefined || part === null;
}
