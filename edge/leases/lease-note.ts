// The note of an edge's leases on disk: the id of its data folder, the largest token it has seen, and the cameras it held. With it a
// restarted edge continues at once, even without Redis, and tokens keep growing in a Redis that has lost all data.
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

/** Creates a new note when there is no readable one; then the other edges see this edge as a new one. */
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
