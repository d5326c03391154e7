/** Where the shop's logo is, if it has one. */
import type { PublicShop } from './card-types.ts';

export function logoOf(shop: PublicShop | undefined): string | undefined {
  return shop?.logo ?? undefined;
}
