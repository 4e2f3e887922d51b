// Changes bundles and copies of the custody log at random and runs the product's verifiers on each. Takes the number of changes
// and a seed; returns how many of each kind were made, missed, or attributed to the wrong file.
import { utf8 } from '../../evidence/bytes.ts';
import {
  createSwaps,
  swapKinds,
  type Outcome,
  type SwapChange,
  type Swaps,
} from './swaps/swaps.ts';
import type { SwapDistrict } from './swaps/open-district.ts';
import { checkLog } from '../../evidence/check-log.ts';
import { aBundle } from './samples/a-bundle.ts';
import {
  aCheckpoint,
  aLog,
  aSigner,
  dice,
  reader,
  someEntries,
  type LogFiles,
} from './samples/a-log.ts';
import { verifyBundle } from '../../evidence/verify-bundle.ts';
import { readZip } from '../../evidence/zip.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import {
  addFile,
  changeFile,
  changeKinds,
  changeRows,
  otherByte,
  removeFile,
  withRows,
  type ChangedFiles,
  type ChangeKind,
  type Dice,
  type Files,
} from './changes.ts';

export interface TamperResult {
  changes: number;
  byKind: Partial<Record<ChangeKind | SwapChange, number>>;
  /** Changes that a verifier accepted as intact. */
  missed: string[];
  /** Changes for which it named another file or entry. */
  wronglyNamed: string[];
}

export interface TamperOptions {
  rounds: number;
  seed: number;
  /** A running dispatch for swaps between cases; without it there are none. */
  district?: SwapDistrict | null;
  onProgress?: (done: number) => void;
}

/** More than one tile wide, with a partial one. */
const logSize = 300;
const keys = [aSigner()];

export async function tamper(options: TamperOptions): Promise<TamperResult> {
  const { rounds, seed, district = null, onProgress } = options;
  const whole = await openWhole();
  const swaps = district && createSwaps(district);
  const roll = dice(seed);
  const kinds = swaps === null ? changeKinds : [...changeKinds, ...swapKinds];
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  const result: TamperResult = { changes: rounds, byKind, missed: [], wronglyNamed: [] };
  for (let round = 0; round < rounds; round += 1) {
    const kind = kinds[round % kinds.length] ?? 'bundle-byte';
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    const outcome = await tryAny(kind, { whole, swaps, roll });
    if (outcome === 'missed') result.missed.push(`${round}: ${kind}`);
    if (typeof outcome === 'object')
      result.wronglyNamed.push(`${round}: ${kind}: ${outcome.wrongly}`);
    if ((round + 1) % 500 === 0) onProgress?.(round + 1);
  }
  return result;
}

async function tryAny(
  kind: ChangeKind | SwapChange,
  { whole, swaps, roll }: { whole: Whole; swaps: Swaps | null; roll: Dice },
): Promise<Outcome> {
  const swap = swapKinds.find((one) => one === kind);
  if (swap === undefined) return tryOne(kind as ChangeKind, whole, roll);
  return swaps === null ? { wrongly: 'there is no dispatch' } : swaps.try(swap, roll);
}

interface Whole {
  zip: Uint8Array;
  files: Files;
  rows: Uint8Array[];
  log: LogFiles;
  /** The files of a log of this size. */
  paths: string[];
}

async function openWhole(): Promise<Whole> {
  const zip = await aBundle(5);
  const read = readZip(zip);
  if (!read.ok) throw new Error(`the whole bundle is ${read.fault}`);
  const rows = someEntries(logSize);
  const log = await aLog(rows);
  const files = { names: [...read.files.keys()], contents: read.files };
  return { zip, files, rows, log, paths: [...log.keys()] };
}

async function tryOne(kind: ChangeKind, whole: Whole, roll: Dice): Promise<Outcome> {
  switch (kind) {
    case 'bundle-byte':
      return judgeByte(otherByte(whole.zip, roll), whole);
    case 'bundle-file':
      return judgeBundle(await changeFile(whole.files, roll));
    case 'bundle-removed':
      return judgeBundle(await removeFile(whole.files, roll));
    case 'bundle-added':
      return judgeBundle(await addFile(whole.files, roll));
    case 'log-byte': {
      const path = whole.paths[roll(whole.paths.length)] ?? '';
      const bytes = otherByte(whole.log.get(path) ?? new Uint8Array(), roll);
      return judgeLogFile(new Map(whole.log).set(path, bytes), path);
    }
    case 'checkpoint-forked':
      return judgeFork(whole, roll);
    case 'row-changed':
    case 'row-removed':
    case 'row-added':
    case 'rows-reordered':
      return judgeRows(kind, whole, roll);
  }
}

/** The changed byte is located in the whole zip file; a byte of its framing may be attributed to the zip file itself. */
async function judgeByte(changed: Uint8Array, { zip, files }: Whole): Promise<Outcome> {
  const at = changed.findIndex((byte, index) => byte !== zip[index]);
  const owner = ownerOf(at, zip, files);
  const result = await verifyBundle(nodeCrypto, changed, keys);
  if (result.result === 'holds') return 'missed';
  if (result.result === 'cannot-be-said') return { wrongly: `byte ${at}: cannot be said` };
  const named = result.findings.map(({ file }) => file);
  if (owner === null) return 'named';
  return named.every((file) => file === owner) ? 'named' : { wrongly: `${owner}: ${named.join()}` };
}

/** The file that contains the byte; null for the framing. */
function ownerOf(at: number, zip: Uint8Array, { names, contents }: Files): string | null {
  let start = 0;
  for (const name of names) {
    const head = start + 30 + utf8(name).length;
    const end = head + (contents.get(name)?.length ?? 0);
    if (at >= head && at < end && end <= zip.length) return name;
    start = end;
  }
  return null;
}

async function judgeBundle({ zip, file }: ChangedFiles): Promise<Outcome> {
  const result = await verifyBundle(nodeCrypto, zip, keys);
  if (result.result === 'holds') return 'missed';
  // A signature under another name is by an unknown signer: the verdict is undecided.
  if (result.result === 'cannot-be-said')
    return file === 'manifest.note' ? 'named' : { wrongly: `${file}: cannot be said` };
  const named = result.findings.map((one) => one.file);
  return named.every((name) => name === file) ? 'named' : { wrongly: `${file}: ${named.join()}` };
}

async function findingsOf(files: LogFiles, earlier: readonly string[] = []) {
  const copy = { crypto: nodeCrypto, keys, read: reader(files), earlier };
  return (await checkLog(copy)).findings;
}

async function judgeLogFile(files: LogFiles, path: string): Promise<Outcome> {
  const findings = await findingsOf(files);
  if (findings.length === 0) return 'missed';
  const named = findings.map((one) => ('file' in one ? one.file : one.what));
  return named.every((name) => name === path) ? 'named' : { wrongly: `${path}: ${named.join()}` };
}

async function judgeRows(
  kind: Parameters<typeof changeRows>[0],
  { rows, log }: Whole,
  roll: Dice,
): Promise<Outcome> {
  const changed = changeRows(kind, rows, roll);
  const findings = await findingsOf(withRows(log, changed.rows, logSize));
  if (findings.length === 0) return 'missed';
  const named = findings.map((one) =>
    'position' in one ? `${one.what} ${one.position}` : one.what,
  );
  const expected = changed.positions.map((position) => `${kind} ${position}`);
  return named.join() === expected.join()
    ? 'named'
    : { wrongly: `${expected.join()}: ${named.join()}` };
}

/** The owner of the key can sign another history: only a checkpoint kept elsewhere shows it. */
async function judgeFork({ rows, log }: Whole, roll: Dice): Promise<Outcome> {
  const size = 1 + roll(logSize);
  const at = roll(size);
  const forged = rows.slice(0, size).with(at, utf8(`forged ${roll(1_000_000)}`));
  const findings = await findingsOf(log, [aCheckpoint(forged)]);
  if (findings.length === 0) return 'missed';
  const [first, ...others] = findings;
  const isNamed = first?.what === 'forked' && first.older === size && others.length === 0;
  return isNamed ? 'named' : { wrongly: findings.map(({ what }) => what).join() };
}
