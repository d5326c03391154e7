/** How a request names a member: by exactly one of id, phone, e-mail, card or the id in another system. */
import { z } from 'zod';
import { uuidField } from '../../fields.ts';
import { identityFields } from './identity.ts';
import type { MemberName } from './resolve.ts';

const KINDS = ['id', 'phone', 'email', 'card', 'external'] as const;

export const memberReferenceField = z
  .strictObject({ id: uuidField.optional(), ...z.strictObject(identityFields).partial().shape })
  .transform((given, context): MemberName => {
    const named = KINDS.flatMap((kind) => {
      const value = given[kind];
      return value === undefined ? [] : [{ kind, value }];
    });
    const [only, another] = named;
    if (only !== undefined && another === undefined) return only;
    context.addIssue({
      code: 'custom',
      message: `must name the member by exactly one of ${KINDS.join(', ')}`,
      input: given,
    });
    return z.NEVER;
  })
  .meta({ description: 'Exactly one of them.', examples: [{ phone: '+79991234567' }] });
