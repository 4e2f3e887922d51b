// The setting of a site: who gets pictures and clips with people and vehicles blurred, never the originals.
import { z } from 'zod';
import { userRoles } from './http-api.ts';

/** `program`: everybody with a token. */
export const blurredForSchema = z.enum([...userRoles, 'program']);
export type BlurredFor = z.infer<typeof blurredForSchema>;
export const blurShape = { blurredFor: z.array(blurredForSchema).max(5).optional() };
