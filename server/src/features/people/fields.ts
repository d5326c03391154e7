/** E-mail addresses of people who sign in, and the passwords they choose, as fields of requests. */
import { z } from 'zod';
import { text } from '../../fields.ts';
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from './password.ts';

export const emailField = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
  .meta({ examples: ['anna@example.com'] });
export const newPasswordField = text(PASSWORD_CHARACTERS_MAX)
  .min(PASSWORD_CHARACTERS_MIN)
  .meta({ description: `${PASSWORD_CHARACTERS_MIN} to ${PASSWORD_CHARACTERS_MAX} characters, any.` });
export const passwordField = text(PASSWORD_CHARACTERS_MAX);
