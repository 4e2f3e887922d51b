// Stores why and when one camera was not recorded, in a small file next to its segments, because a clip may be cut after a restart.
// Takes notes; returns the reason of a gap. If the disk refuses the file, the notes are lost at the next restart.
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { clipGapReasons, type ClipGapReason } from '../../contracts/index.ts';
import { codeOf } from '../../host/error-code.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

const notesSchema = z
  .array(z.strictObject({ at: z.number().int(), reason: z.enum(clipGapReasons) }))
  .max(10_000);
type Note = z.infer<typeof notesSchema>[number];

export interface GapNotes {
  add(at: number, reason: ClipGapReason): void;
  /** The reason noted between two recordings; null when there is none. */
  between(from: number, to: number): ClipGapReason | null;
  /** Resolves when all notes so far are on the disk, or were refused. */
  written(): Promise<void>;
}

const maxNotes = 500;
/** The same reason within this time belongs to the same gap. */
const sameWithinMs = 5000;
/** A failure may be noticed slightly before or after the last picture. */
const slackMs = 2000;

export async function openGapNotes(file: string, log: Logger): Promise<GapNotes> {
  let notes = await readNotes(file, log);
  let writing: Promise<void> = Promise.resolve();
  let isWaiting = false;
  const save = () => {
    isWaiting = false;
    return writeWholeFile(file, JSON.stringify(notes)).catch((error: unknown) => {
      log.warn({ file, error: codeOf(error) }, 'the reason for a recording gap could not be saved');
    });
  };
  return {
    add: (at, reason) => {
      const last = notes.at(-1);
      if (last?.reason === reason && Math.abs(at - last.at) < sameWithinMs) return;
      notes = [...notes, { at: Math.round(at), reason }].slice(-maxNotes);
      if (!isWaiting) writing = writing.then(save);
      isWaiting = true;
    },
    between: (from, to) => {
      const own = notes.filter(({ at }) => at >= from - slackMs && at <= to + slackMs);
      // Without an earlier recording use the newest note; older ones belong to other gaps.
      return (Number.isFinite(from) ? own[0] : own.at(-1))?.reason ?? null;
    },
    written: () => writing,
  };
}

async function readNotes(file: string, log: Logger): Promise<Note[]> {
  try {
    const parsed = notesSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return parsed.data;
    log.warn({ file }, 'the earlier list of recording gaps cannot be read');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      log.warn({ file, error: codeOf(error) }, 'the earlier list of recording gaps cannot be read');
  }
  return [];
}
