// Notes of edges that a clip will never come, and why, stored next to the place of the clip. Takes the file as received; the first
// note of an opening stays. A clip that arrives after all replaces the note.
import { readFile, stat } from 'node:fs/promises';
import {
  describeFaults,
  faultsOf,
  noClipSchema,
  type ClipCoverage,
} from '../../contracts/index.ts';
import { codeOf } from '../../host/error-code.ts';
import { linkFirst } from './link-first.ts';

/** A note has a few hundred bytes. */
export const mostNoteBytes = 64 * 1024;

export type NoteKept = { ok: true; as: 'first' | 'repeated' } | { ok: false; detail: string };

/** @param path of the complete, flushed note; the file stays */
export async function keepNoClip(path: string, target: string): Promise<NoteKept> {
  const read = readNote(await readFile(path, 'utf8'));
  if (!read.ok) return read;
  return { ok: true, as: (await linkFirst(path, target)) ? 'first' : 'repeated' };
}

/** Null without a valid note. */
export async function findNoClip(target: string): Promise<ClipCoverage | null> {
  try {
    if ((await stat(target)).size > mostNoteBytes) return null;
    const read = readNote(await readFile(target, 'utf8'));
    return read.ok ? read.coverage : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

type Read = { ok: true; coverage: ClipCoverage } | { ok: false; detail: string };

function readNote(text: string): Read {
  try {
    const parsed = noClipSchema.safeParse(JSON.parse(text), { reportInput: true });
    if (parsed.success) return { ok: true, coverage: parsed.data };
    return { ok: false, detail: describeFaults(faultsOf(parsed.error)) };
  } catch {
    return { ok: false, detail: 'expected JSON' };
  }
}
