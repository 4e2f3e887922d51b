// How a secret appears in a site file: as the name of an environment variable, never literally.
import { z } from 'zod';
import { hasLiteralPassword } from './secret.ts';

export const noLiteralPassword = {
  error: 'a password stands in plain text: write ${NAME} and set it in the environment',
  params: { secret: true },
};

export const secretInPlainText = {
  error: 'a secret stands in plain text: write ${NAME} and set it in the environment',
  params: { secret: true },
};

export const secretSchema = z
  .string()
  .max(200)
  .refine((text) => /^\$\{[A-Z_][A-Z0-9_]*\}$/.test(text), secretInPlainText);

/** An address that may contain `${NAME}`, or be one. */
export const webAddressSchema = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/\S+$|^\$\{[A-Z_][A-Z0-9_]*\}$/, 'expected https://, http:// or ${NAME}')
  .refine((url) => !hasLiteralPassword(url), noLiteralPassword);
