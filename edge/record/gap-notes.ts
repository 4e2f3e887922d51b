// Notes of why one camera was not recorded, with the time of each, in a small file beside its segments: a clip may be cut after
// a restart. Takes notes; gives the reason of a gap. A disk that refuses the file costs the notes at the next restart only.
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
  /** What began between two recordings; null when nothing is noted. */
  between(from: number, to: number): ClipGapReason | null;
  /** Resolves when all notes so far are on the disk, or were refused. */
  written(): Promise<void>;
}

const mostNotes = 500;
/** The same again so soon is the same gap. */
const sameWithinMs = 5000;
/** A failure is noticed a little before or after the last picture. */
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
      notes = [...notes, { at: Math.round(at), reason }].slice(-mostNotes);
      if (!isWaiting) writing = writing.then(save);
      isWaiting = true;
    },
    between: (from, to) => {
      const own = notes.filter(({ at }) => at >= from - slackMs && at <= to + slackMs);
      // Without an earlier recording the newest counts: the older ones are of other gaps.
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
