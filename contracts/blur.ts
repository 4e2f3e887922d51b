// The setting of a site for who gets only blurred pictures and clips, in which people and vehicles cannot be recognised.
import { z } from 'zod';
import { userRoles } from './http-api.ts';

/** `program`: every program with a token. */
export const blurredForSchema = z.enum([...userRoles, 'program']);
export type BlurredFor = z.infer<typeof blurredForSchema>;
export const blurShape = { blurredFor: z.array(blurredForSchema).max(5).optional() };
