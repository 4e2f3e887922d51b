// Verifies a bundle with public keys alone: the signature, the manifest, every file, the log's checkpoint, and the proof of each
// entry. Takes the bytes of the zip file; returns whether it is valid, or else the files and rows that are not.
import { bytesOfHex, hexOf, isSame, textOf, utf8 } from './bytes.ts';
import {
  bundleNames,
  manifestSchema,
  manifestText,
  proofsSchema,
  sumsOf,
  type Manifest,
} from './bundle.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { leafHash, rootOfInclusion } from './merkle.ts';
import {
  changedAlerts,
  signedAlerts,
  type AlertChanged,
  type SignedAlerts,
} from './received-alerts.ts';
import { notAsReceived } from './received-files.ts';
import { checkNote, parseNote, type Crypto, type NamedKey } from './signed-note.ts';
import { readZip } from './zip.ts';

export type BundleFinding =
  | { what: 'zip'; file: string; why: string }
  | { what: 'changed' | 'missing' | 'not-in-manifest' | 'wrong-signature'; file: string }
  | { what: 'row-not-in-log'; file: string; position: number }
  /** According to this row of the log, another file was received. */
  | { what: 'not-as-received'; file: string; position: number }
  | AlertChanged;

export type BundleResult =
  | { result: 'holds'; manifest: Manifest; rows: number; alerts: SignedAlerts }
  | { result: 'does-not-hold'; findings: BundleFinding[] }
  /** The signing key is unknown. */
  | { result: 'cannot-be-said'; missing: 'keys' | 'key-of-signature' };

const { manifest: manifestName, signature, sums, checkpoint, proofs } = bundleNames;

export async function verifyBundle(
  crypto: Crypto,
  zip: Uint8Array,
  keys: readonly NamedKey[],
): Promise<BundleResult> {
  const read = readZip(zip);
  if (!read.ok) return fails({ what: 'zip', file: read.name ?? 'the zip file', why: read.fault });
  const { files } = read;
  for (const file of [signature, manifestName])
    if (!files.has(file)) return fails({ what: 'missing', file });
  const note = textIn(files, signature);
  const state = await checkNote(crypto, note, keys);
  if (state === 'unknown-key')
    return { result: 'cannot-be-said', missing: keys.length === 0 ? 'keys' : 'key-of-signature' };
  if (state !== 'signed') return fails({ what: 'wrong-signature', file: signature });
  const digest = hexOf(crypto.sha256(files.get(manifestName) ?? new Uint8Array()));
  const manifest = parseManifest(textIn(files, manifestName));
  if (parseNote(note)?.text !== manifestText(digest) || manifest === null)
    return fails({ what: 'changed', file: manifestName });
  const findings = checkFiles(crypto, files, { manifest, digest });
  if (findings.length > 0) return { result: 'does-not-hold', findings };
  return checkRows(crypto, files, { manifest, keys });
}

function fails(finding: BundleFinding): BundleResult {
  return { result: 'does-not-hold', findings: [finding] };
}

function textIn(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return textOf(files.get(name) ?? new Uint8Array()) ?? '';
}

function parseManifest(text: string): Manifest | null {
  const parsed = manifestSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checkFiles(
  { sha256 }: Crypto,
  files: ReadonlyMap<string, Uint8Array>,
  { manifest, digest }: { manifest: Manifest; digest: string },
): BundleFinding[] {
  const findings = manifest.files.flatMap<BundleFinding>(({ path, sha256: expected }) => {
    const bytes = files.get(path);
    if (bytes === undefined) return [{ what: 'missing', file: path }];
    return hexOf(sha256(bytes)) === expected ? [] : [{ what: 'changed', file: path }];
  });
  const listed = utf8(sumsOf(manifest.files, digest));
  if (!isSame(files.get(sums) ?? new Uint8Array(), listed))
    findings.push({ what: files.has(sums) ? 'changed' : 'missing', file: sums });
  const known = new Set([...manifest.files.map(({ path }) => path), manifestName, signature, sums]);
  for (const file of files.keys())
    if (!known.has(file)) findings.push({ what: 'not-in-manifest', file });
  return findings;
}

async function checkRows(
  crypto: Crypto,
  files: ReadonlyMap<string, Uint8Array>,
  { manifest, keys }: { manifest: Manifest; keys: readonly NamedKey[] },
): Promise<BundleResult> {
  const { sha256 } = crypto;
  for (const file of [checkpoint, proofs])
    if (!files.has(file)) return fails({ what: 'missing', file });
  const note = textIn(files, checkpoint);
  const head = parseCheckpoint(note);
  if ((await checkNote(crypto, note, keys)) !== 'signed' || head === null)
    return fails({ what: 'wrong-signature', file: checkpoint });
  const rows = proofsSchema.safeParse(jsonOf(textIn(files, proofs)));
  if (!rows.success) return fails({ what: 'changed', file: proofs });
  const findings = rows.data.flatMap<BundleFinding>(({ position, entry, path }) => {
    const steps = path.map((hex) => bytesOfHex(hex) ?? new Uint8Array());
    const leaf = leafHash(sha256, utf8(entry));
    const root = rootOfInclusion(sha256, { position, size: head.size, leaf, path: steps });
    const isThere = root !== null && isSame(root, head.root);
    return isThere ? [] : [{ what: 'row-not-in-log', file: proofs, position }];
  });
  findings.push(...notAsReceived(rows.data, manifest));
  findings.push(...(await changedAlerts(crypto, files, keys)));
  return findings.length > 0
    ? { result: 'does-not-hold', findings }
    : { result: 'holds', manifest, rows: rows.data.length, alerts: signedAlerts(files) };
}
