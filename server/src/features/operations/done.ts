/** Whether what a request asks for was done before: then its repeat gets the first answer, whatever has changed since. */
import type { Ledger, OperationKey } from '../../ledger/ledger.ts';

export async function wasDone(
  { ledger }: { readonly ledger: Pick<Ledger, 'happened'> },
  organizationId: string,
  keys: Iterable<OperationKey>,
): Promise<boolean> {
  for (const key of keys) {
    const done = await ledger.happened(organizationId, key.kind, [key.key]);
    // An id that was used up is nothing that was done.
    if ((done.get(key.key)?.event.type ?? 'void') !== 'void') return true;
  }
  return false;
}
