/** The customer's card: the shop's name and colour above, a column as wide as a phone below, the first card half over the colour. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './member-layout.module.css';

export interface MemberLayoutProps {
  /** The shop's name. */
  readonly shop: string;
  /** Where its logo is; none if absent. */
  readonly logo?: string | undefined;
  /** Opposite the name: whose card it is. */
  readonly corner?: ReactNode;
  /** On the colour, below the name: the balance. */
  readonly head?: ReactNode;
  /** Always in reach, below: where else one can go. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function MemberLayout({ shop, logo, corner, head, foot, children }: MemberLayoutProps): ReactNode {
  return (
    <>
      <header className={classes['head']}>
        <div className={classes['column']}>
          <div className={classes['name']}>
            {logo === undefined ? null : <img className={classes['logo']} src={logo} alt="" />}
            <Text component="h1" fw={650} fz="md" lineClamp={2} dir="auto">
              {shop}
            </Text>
            {corner === undefined ? null : <div className={classes['corner']}>{corner}</div>}
          </div>
          {head}
        </div>
      </header>
      <main className={classes['body']} data-foot={foot !== undefined}>
        {children}
      </main>
      {foot}
    </>
  );
}
