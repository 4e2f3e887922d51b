// Reads the options with which an edge shares cameras. Takes them as texts; returns the settings, null when the edge keeps all
// cameras of its site, or says what was expected and what came.
import { z } from 'zod';
import { edgeIdSchema } from '../contracts/index.ts';

export interface ShareTexts {
  id: string;
  share: 'on' | 'off';
  capacity?: string;
  place?: string;
}

export type ReadShare =
  | { ok: true; share: { capacity: number | null; place: string | null } | null }
  | { ok: false; message: string };

const capacitySchema = z.coerce.number().int().min(1).max(100_000);

export function readShare({ id, share, capacity, place }: ShareTexts): ReadShare {
  if (share === 'off') {
    const given = capacity !== undefined ? '--capacity' : place !== undefined ? '--place' : null;
    if (given === null) return { ok: true, share: null };
    return { ok: false, message: `${given}: expected with --share on` };
  }
  if (!edgeIdSchema.safeParse(id).success)
    return { ok: false, message: `--id: expected 1 to 64 characters, got "${id}"` };
  const count = capacitySchema.safeParse(capacity ?? 1);
  if (!count.success)
    return {
      ok: false,
      message: `--capacity: expected a whole number from 1 to 100000, got "${capacity ?? ''}"`,
    };
  if (place !== undefined && !edgeIdSchema.safeParse(place).success)
    return { ok: false, message: `--place: expected 1 to 64 characters, got "${place}"` };
  const limit = capacity === undefined ? null : count.data;
  return { ok: true, share: { capacity: limit, place: place ?? null } };
}
