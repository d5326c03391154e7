/**
 * The shop's colour around everything, its name and picture on the window. While the shop is not known yet nothing is drawn in a colour
 * that is not its own; when it cannot be asked, the card comes in ours.
 */
import { type ReactNode, useEffect } from 'react';
import { LookProvider } from '../ui/look-provider.tsx';
import { Loading } from '../ui/states.tsx';
import { showLook } from './install/link-app.ts';
import { useCard } from './session.tsx';
import { useShop } from './shop.ts';

export function ShopLook({ children }: { readonly children: ReactNode }): ReactNode {
  const { api, organization } = useCard();
  const shop = useShop(api, organization);
  const { data } = shop;
  useEffect(() => {
    if (data !== undefined) showLook(data);
  }, [data]);
  // What has failed once is shown, however often it is asked again: the screens would come and go.
  const isUnknown = shop.isPending && shop.failureReason === null && shop.errorUpdateCount === 0;
  const color = data?.accentColor ?? undefined;
  return <LookProvider {...(color === undefined ? {} : { color })}>{isUnknown ? <Loading /> : children}</LookProvider>;
}
