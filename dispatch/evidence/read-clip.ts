// Reads a clip on disk: whether the file is whole, and what it says of the time that it holds. Takes its path; reads only the
// index and not the pictures.
import { open, type FileHandle } from 'node:fs/promises';
import type { ClipFinding } from '../../contracts/index.ts';
import { checkMp4 } from '../../evidence/mp4/check-mp4.ts';
import { readClipNote } from '../../evidence/mp4/clip-note.ts';
import type { ByteSource } from '../../evidence/mp4/mp4-boxes.ts';

export async function readClip(path: string): Promise<ClipFinding> {
  const file = await open(path, 'r');
  try {
    const source = sourceOf(file, (await file.stat()).size);
    const checked = await checkMp4(source);
    if (!checked.ok) return { coverage: null, fault: checked.fault };
    return { coverage: await readClipNote(source, checked.content.boxes), fault: null };
  } finally {
    await file.close();
  }
}

function sourceOf(file: FileHandle, size: number): ByteSource {
  return {
    size,
    read: async (at, length) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      return bytes.subarray(0, bytesRead);
    },
  };
}
