// Receives an upload into a file, completely or not at all. The file gets its name only when it is complete, flushed, not too
// large, and has the magic number of its kind. Returns size and hash, or why it was refused.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renameWhole } from '../../host/whole-file.ts';
import type { MediaKind, MediaRefusal } from './media.ts';

export type Received =
  { ok: true; bytes: number; sha256: string } | { ok: false; reason: MediaRefusal };

export async function receiveFile(
  source: AsyncIterable<Uint8Array>,
  target: string,
  kind: MediaKind,
): Promise<Received> {
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.${randomUUID()}.part`;
  try {
    const received = await receivePart(source, part, kind);
    if (received.ok) await renameWhole(part, target);
    return received;
  } finally {
    await rm(part, { force: true });
  }
}

/** Leaves the received bytes at `part`, complete and flushed on success; the caller removes the file. */
export async function receivePart(
  source: AsyncIterable<Uint8Array>,
  part: string,
  kind: MediaKind,
): Promise<Received> {
  const file = await open(part, 'wx', 0o640);
  try {
    const received = await copy(source, file, kind);
    if (received.ok) await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

async function copy(
  source: AsyncIterable<Uint8Array>,
  file: FileHandle,
  kind: MediaKind,
): Promise<Received> {
  const hash = createHash('sha256');
  let start = new Uint8Array(0);
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > kind.maxBytes) return { ok: false, reason: 'too-large' };
    if (start.length < kind.magicBytes) {
      start = Uint8Array.from(Buffer.concat([start, chunk.subarray(0, kind.magicBytes)]));
      if (start.length >= kind.magicBytes && !kind.hasMagic(start))
        return { ok: false, reason: 'wrong-content' };
    }
    hash.update(chunk);
    await file.appendFile(chunk);
  }
  if (bytes === 0) return { ok: false, reason: 'empty' };
  if (start.length < kind.magicBytes) return { ok: false, reason: 'wrong-content' };
  return { ok: true, bytes, sha256: hash.digest('hex') };
}
