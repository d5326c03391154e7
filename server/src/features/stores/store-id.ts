/** The text by which receipts and rules name a store, as a field of requests. */
import { label } from '../../fields.ts';

const STORE_ID_CHARACTERS_MAX = 60;

export const storeIdField = label(STORE_ID_CHARACTERS_MAX).meta({
  description: 'The text by which receipts and rules name the store.',
  examples: ['pokrovka'],
});
