// A note about the last restore, in a small file next to the dumps: dispatch lists it as a problem for a day, since data after
// the dump is missing. Takes the data folder; returns the note, or nothing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { HealthProblem } from '../../contracts/index.ts';
import { writeWholeFile } from '../../host/whole-file.ts';
import { dumpsFolder } from './database-dumps.ts';

const restoredNoteSchema = z.object({
  /** Epoch ms, all three. */
  restoredAt: z.number().int().nonnegative(),
  dumpTakenAt: z.number().int().nonnegative(),
  dump: z.string(),
  /** Where the broken folder is now; null when there was none. */
  movedTo: z.string().nullable(),
});
export type RestoredNote = z.infer<typeof restoredNoteSchema>;

const shownForMs = 24 * 3_600_000;

export async function writeRestoredNote(dataDir: string, note: RestoredNote): Promise<void> {
  await writeWholeFile(noteFile(dataDir), `${JSON.stringify(note, null, 2)}\n`);
}

/** Null when there was no restore, or its note cannot be read. */
export async function readRestoredNote(dataDir: string): Promise<RestoredNote | null> {
  try {
    return restoredNoteSchema.parse(JSON.parse(await readFile(noteFile(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

/** For a day after the restore. A note from the future was written before the clock was set back. */
export function restoredProblems(
  note: RestoredNote | null,
  dataDir: string,
  now: number,
): HealthProblem[] {
  if (note === null || now - note.restoredAt >= shownForMs) return [];
  return [
    {
      code: 'store-restored',
      subject: dataDir.slice(0, 500),
      since: Math.min(note.restoredAt, now),
      values: { dumpTakenAt: note.dumpTakenAt },
    },
  ];
}

function noteFile(dataDir: string): string {
  return join(dumpsFolder(dataDir), 'restored.json');
}
