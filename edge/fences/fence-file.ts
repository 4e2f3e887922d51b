// Keeps the last known fences on disk, so that an edge can start without dispatch. Reads and writes the set in force; a set that
// is read is validated as if it had just arrived.
import type { Logger } from 'pino';
import { z } from 'zod';
import { armedFencesSchema, describeFaults, faultsOf } from '../../contracts/index.ts';
import { loadState, saveState } from '../state/state-file.ts';
import { siteFileFences, takeArmed, type FenceSet } from './fence-set.ts';

const keptSchema = z.strictObject({
  /** The fences in force, in the form in which dispatch arms them. */
  armed: armedFencesSchema,
  refused: z.array(
    z.strictObject({
      cameraId: z.string().nullable(),
      fenceId: z.string(),
      version: z.number().int(),
      message: z.string(),
    }),
  ),
});

export async function saveFences(path: string, set: FenceSet, at: number): Promise<void> {
  const { revision, inForce, refused, views } = set;
  const fences = inForce.flatMap(({ fence, written }) =>
    written === null ? [] : [{ version: fence.version, fence: written }],
  );
  await saveState(path, { armed: { version: 1, revision, fences, views }, refused }, at);
}

/** Null when the file is missing or cannot be used. */
export async function loadFences(path: string, log: Logger): Promise<FenceSet | null> {
  const value = await loadState(path, log);
  if (value === undefined) return null;
  const parsed = keptSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    const faults = describeFaults(faultsOf(parsed.error));
    log.error({ path, faults }, 'the saved fences are of another version: using the site file');
    return null;
  }
  const { armed, refused } = parsed.data;
  const set = takeArmed(armed, siteFileFences([]));
  return { ...set, refused: [...refused, ...set.refused] };
}
