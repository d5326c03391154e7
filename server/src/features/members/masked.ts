/**
 * How somebody can be reached, for whoever may only compare it with what the customer says: enough to know them again, too little to call or write
 * to them, or to hold out their card.
 */
import type { Identity } from './identity.ts';

const SHOWN = 4;
const HIDDEN = '•••';

/** +7 ••• ••• 45-67, a•••@example.com, •••4567. What only another system knows by is not hidden. */
export function masked({ kind, value }: Identity): string {
  switch (kind) {
    case 'phone':
      return `${value.slice(0, 2)} ${HIDDEN} ${HIDDEN} ${value.slice(-4, -2)}-${value.slice(-2)}`;
    case 'email': {
      const at = value.lastIndexOf('@');
      return `${Array.from(value).slice(0, 1).join('')}${HIDDEN}${value.slice(at)}`;
    }
    case 'card':
      return `${HIDDEN}${Array.from(value).slice(-SHOWN).join('')}`;
    case 'external':
      return value;
  }
}
