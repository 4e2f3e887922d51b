// A small bundle for tests and `bench tamper`: a note, and a log of some entries with all proofs, signed with a key derived from
// a number.
import { nodeCrypto } from '../../../host/seal/node-crypto.ts';
import { bundleNames, bundleParts, type BundleFile } from '../../../evidence/bundle.ts';
import { hexOf, utf8 } from '../../../evidence/bytes.ts';
import { canonicalJson } from '../../../evidence/canonical-json.ts';
import { inclusionPath, type TreeReader } from '../../../evidence/proofs.ts';
import { signNote, type Signer } from '../../../evidence/signed-note.ts';
import { writeZip } from '../../../evidence/zip.ts';
import { hashesOf, tilePath } from '../../../evidence/tiles.ts';
import { aCheckpoint, aLog, aSigner, someEntries, type LogFiles } from './a-log.ts';

const { sha256 } = nodeCrypto;

/**
 * @param entries how many log entries it contains
 * @param more other files in it
 */
export async function aBundle(
  entries = 3,
  signer: Signer = aSigner(),
  more: readonly BundleFile[] = [],
): Promise<Uint8Array> {
  const rows = someEntries(entries);
  const log = await aLog(rows);
  const proofs = [];
  for (const [position, entry] of rows.entries()) {
    const path = await inclusionPath(readerOf(log, entries), position);
    proofs.push({ position, entry: new TextDecoder().decode(entry), path: path.map(hexOf) });
  }
  const files = [
    file('note.txt', 'seen'),
    file(bundleNames.checkpoint, aCheckpoint(rows)),
    file(bundleNames.proofs, canonicalJson(proofs)),
    ...more,
  ];
  const about = { madeAt: 1, software: 'test', cases: [] };
  const sign = (text: string) => Promise.resolve(signNote(sha256, text, signer));
  const chunks: Uint8Array[] = [];
  for await (const one of writeZip(bundleParts({ sha256, about, files, sign }))) chunks.push(one);
  return new Uint8Array(Buffer.concat(chunks));
}

function readerOf(log: LogFiles, size: number): TreeReader {
  const tile: TreeReader['tile'] = (one) =>
    Promise.resolve(hashesOf(log.get(tilePath(one)) ?? new Uint8Array()) ?? []);
  return { sha256, size, tile };
}

function file(path: string, text: string): BundleFile {
  return { path, about: 'test', bytes: () => Promise.resolve(utf8(text)) };
}
