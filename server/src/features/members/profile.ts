/** What is known of a member as a person; kept as JSON with a version, so that its shape can grow. */
import { z } from 'zod';
import { text } from '../../fields.ts';

const fields = {
  name: text(200),
  birthday: z.iso
    .date()
    .refine((day) => day >= '1900-01-01', 'must not be before 1900')
    .meta({ examples: ['1990-05-17'] }),
  language: z.enum(['ru', 'en']),
  comment: text(500),
};

export const profileSchema = z.strictObject(fields).partial().meta({ id: 'Profile' });
export type Profile = z.output<typeof profileSchema>;

/** What is given replaces, null removes. */
export const profileChangeSchema = z
  .strictObject({
    name: fields.name.nullable(),
    birthday: fields.birthday.nullable(),
    language: fields.language.nullable(),
    comment: fields.comment.nullable(),
  })
  .partial();

export const storedProfileSchema = z
  .strictObject({ v: z.literal(1), ...profileSchema.shape })
  .transform(({ v: _version, ...profile }): Profile => profile);

export function storedProfile(profile: Profile): object {
  return { v: 1, ...profile };
}

export function changedProfile(profile: Profile, change: z.output<typeof profileChangeSchema>): Profile {
  const merged = { ...profile, ...change };
  return profileSchema.parse(
    Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined)),
  );
}
