// What an edge remembers of its leases on disk: its folder's own id, the largest token that it has seen, and the cameras that it
// held. With it a restart goes on at once, also while Redis is away, and tokens grow also in a Redis that has lost everything.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { leaseTokenSchema, momentSchema } from '../../contracts/index.ts';
import { isMissing } from '../../host/error-code.ts';
import { messageOf } from '../../host/error-message.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

const noteSchema = z.strictObject({
  version: z.literal(1),
  folderId: z.uuid(),
  lastToken: z.number().int().nonnegative(),
  held: z.array(
    z.strictObject({ cameraId: z.string(), token: leaseTokenSchema, since: momentSchema }),
  ),
});
export type LeaseNote = z.infer<typeof noteSchema>;

/** A new note when there is none, or none that can be read: then this edge is a new one to the others. */
export async function loadLeaseNote(path: string, log: Logger): Promise<LeaseNote> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (!isMissing(error))
      log.error(
        { path, error: messageOf(error) },
        'the note of leases cannot be read: starting anew',
      );
    return { version: 1, folderId: randomUUID(), lastToken: 0, held: [] };
  }
}

export async function saveLeaseNote(path: string, note: LeaseNote): Promise<void> {
  await writeWholeFile(path, JSON.stringify(note));
}
