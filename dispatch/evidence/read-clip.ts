// Reads a clip on disk: whether the file is intact, and which time it covers. Takes its path; reads only the index, not the
// pictures.
import type { ClipFinding } from '../../contracts/index.ts';
import { checkMp4 } from '../../evidence/mp4/check-mp4.ts';
import { readClipNote } from '../../evidence/mp4/clip-note.ts';
import { withFileBytes } from '../../host/file-bytes.ts';

export function readClip(path: string): Promise<ClipFinding> {
  return withFileBytes(path, async (bytes) => {
    const checked = await checkMp4(bytes);
    if (!checked.ok) return { coverage: null, fault: checked.fault };
    return { coverage: await readClipNote(bytes, checked.content.boxes), fault: null };
  });
}
