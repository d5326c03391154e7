/**
 * What this device keeps: the till's token for as long as it is this till, and the cashier's for this tab, so that a till that was switched
 * off asks for the PIN again.
 */

const TILL = 'kopilka.till.token';
const CASHIER = 'kopilka.till.cashier';

export interface Kept {
  readonly till: string | null;
  readonly cashier: string | null;
}

export function readKept(): Kept {
  return { till: read(() => localStorage, TILL), cashier: read(() => sessionStorage, CASHIER) };
}

export function keep({ till, cashier }: Kept): void {
  write(() => localStorage, TILL, till);
  write(() => sessionStorage, CASHIER, cashier);
}

function read(storage: () => Storage, name: string): string | null {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(name);
    else storage().setItem(name, value);
  } catch {
    // A browser that keeps nothing is connected again after the next load.
  }
}
