// The note in a clip: a box of our own at the end of the MP4 file, with the clip's coverage as JSON. Players ignore the box. It is
// part of the file, so hashes and signatures of the clip cover it.
import { clipCoverageSchema, type ClipCoverage } from '../../contracts/index.ts';
import { textOf, utf8 } from '../bytes.ts';
import type { ByteSource, Mp4Box } from './mp4-boxes.ts';

/** The UUID of the box: the text "fencewatch-clip1" as 16 bytes. */
const ownId = utf8('fencewatch-clip1');
const largest = 256 * 1024;

export function clipNoteBox(coverage: ClipCoverage): Uint8Array {
  const content = utf8(JSON.stringify(coverage));
  const box = new Uint8Array(8 + ownId.length + content.length);
  new DataView(box.buffer).setUint32(0, box.length);
  box.set(utf8('uuid'), 4);
  box.set(ownId, 8);
  box.set(content, 8 + ownId.length);
  return box;
}

/** Null when the file has no note, several, or an invalid one. */
export async function readClipNote(
  source: ByteSource,
  boxes: readonly Mp4Box[],
): Promise<ClipCoverage | null> {
  const notes: Uint8Array[] = [];
  for (const { type, from, to } of boxes) {
    if (type !== 'uuid' || to - from < ownId.length || to - from > largest) continue;
    const content = await source.read(from, to - from);
    if (ownId.every((byte, index) => content[index] === byte)) notes.push(content);
  }
  const [note, second] = notes;
  if (note === undefined || second !== undefined) return null;
  return parseNote(note.subarray(ownId.length));
}

function parseNote(content: Uint8Array): ClipCoverage | null {
  try {
    return clipCoverageSchema.safeParse(JSON.parse(textOf(content) ?? '')).data ?? null;
  } catch {
    return null;
  }
}
