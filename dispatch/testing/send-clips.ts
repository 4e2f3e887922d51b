// Sends clips to a running dispatch in pieces, like an edge, and reads the stored ones from its folder. For tests that kill
// dispatch while it receives.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pieceType, uploadReceiptSchema, type UploadReceipt } from '../../contracts/index.ts';
import { anMp4 } from './media.ts';
import { testEdgeToken } from './secrets.ts';

export interface SentClip {
  incidentId: string;
  content: Buffer;
}

const pieceBytes = 100_000;
const mostPieces = 1000;

export function someClips(count: number): SentClip[] {
  return Array.from({ length: count }, (_, index) => ({
    incidentId: `clip-${index}`,
    content: anMp4(150_000 + 100_000 * index),
  }));
}

export function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Sends one piece. A piece that begins at the end of the file only asks how much has arrived. */
export async function sendPiece(
  url: string,
  { incidentId, content }: SentClip,
  offset: number,
): Promise<UploadReceipt> {
  const query = new URLSearchParams({ kind: 'clip', incidentId, opening: '1' });
  query.set('bytes', String(content.length));
  query.set('offset', String(offset));
  const headers = { authorization: `Bearer ${testEdgeToken}`, 'content-type': pieceType };
  const body = new Uint8Array(content.subarray(offset, offset + pieceBytes));
  const to = `${url}/api/edge/uploads/${sha256Of(content)}?${query.toString()}`;
  const answer = await fetch(to, { method: 'PUT', headers, body });
  return uploadReceiptSchema.parse(await answer.json());
}

/** Sends all pieces; true when dispatch has the clip, false when it no longer answers. */
export async function sendClip(url: string, clip: SentClip, from = 0): Promise<boolean> {
  for (let have = from, sent = 0; sent < mostPieces; sent += 1) {
    const receipt = await sendPiece(url, clip, have).catch(() => null);
    if (receipt?.state !== 'partial') return receipt?.state === 'kept';
    have = receipt.have;
  }
  return false;
}

/** The hash of each file in the evidence folder with the name of a clip. */
export async function clipsIn(dataDir: string): Promise<Map<string, string>> {
  const folder = join(dataDir, 'incidents');
  const found = new Map<string, string>();
  for (const incidentId of await readdir(folder).catch(() => []))
    for (const file of await readdir(join(folder, incidentId)))
      if (file === 'clip.mp4')
        found.set(incidentId, sha256Of(await readFile(join(folder, incidentId, file))));
  return found;
}
