/** The customer's card: the shop's name and colour above, a column as wide as a phone below, the first card half over the colour. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './member-layout.module.css';

export interface MemberLayoutProps {
  /** The shop's name. */
  readonly shop: string;
  /** On the colour, below the name: the balance. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

export function MemberLayout({ shop, head, children }: MemberLayoutProps): ReactNode {
  return (
    <>
      <header className={classes['head']}>
        <div className={classes['column']}>
          <Text component="h1" fw={650} fz="md" lineClamp={2}>
            {shop}
          </Text>
          {head}
        </div>
      </header>
      <main className={classes['body']}>{children}</main>
    </>
  );
}
