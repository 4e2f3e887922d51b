// Logs for tests and `bench tamper`, as a map of files: grown in steps, signed with keys derived from a number, so that each run
// is the same.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { nodeCrypto, rawPublicKey } from '../../../host/seal/node-crypto.ts';
import { utf8 } from '../../../evidence/bytes.ts';
import { checkpointText } from '../../../evidence/checkpoint.ts';
import { append, emptyFrontier, rootOf } from '../../../evidence/frontier.ts';
import { firstNeeded, grownFiles } from '../../../evidence/grow-files.ts';
import { leafHash } from '../../../evidence/merkle.ts';
import { signNote, type Signer } from '../../../evidence/signed-note.ts';

const { sha256 } = nodeCrypto;
export const origin = 'district.example/log';

export type LogFiles = Map<string, Uint8Array>;

export function aSigner(seed = 1, name = origin): Signer {
  const key = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, seed),
  ]);
  const secret = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return {
    name,
    publicKey: rawPublicKey(createPublicKey(secret)),
    sign: (message) => new Uint8Array(sign(null, message, secret)),
  };
}

export function someEntries(count: number, word = 'entry'): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => utf8(`${word} ${at}`));
}

export function aCheckpoint(entries: readonly Uint8Array[], signer = aSigner()): string {
  const leaves = entries.map((entry) => leafHash(sha256, entry));
  const root = rootOf(sha256, append(sha256, emptyFrontier, leaves));
  return signNote(sha256, checkpointText({ origin, size: entries.length, root }), signer);
}

/** @param steps the sizes at which the files were updated */
export async function aLog(
  entries: readonly Uint8Array[],
  steps: readonly number[] = [],
): Promise<LogFiles> {
  const files: LogFiles = new Map();
  let from = 0;
  for (const to of [...steps, entries.length]) {
    const grown = await grownFiles({
      sha256,
      from,
      to,
      entries: entries.slice(firstNeeded(from), to),
      read: (path) => Promise.resolve(files.get(path) ?? null),
    });
    for (const { path, bytes } of grown) files.set(path, bytes);
    from = to;
  }
  files.set('checkpoint', utf8(aCheckpoint(entries)));
  return files;
}

export function reader(files: LogFiles) {
  return (path: string) => Promise.resolve(files.get(path) ?? null);
}

/** Pseudo-random numbers, the same in each run. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
