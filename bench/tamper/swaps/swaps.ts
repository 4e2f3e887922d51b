// Swaps between cases on a running dispatch: files copied over those of another case, in the index of the database too, or uploaded
// again for another case. Takes the district and a random source; returns whether the export, the verifier and the log reported
// exactly that.
import { writeFile } from 'node:fs/promises';
import { proofsSchema, bundleNames } from '../../../evidence/bundle.ts';
import { parseEntry, type LogEntry } from '../../../evidence/log-entry.ts';
import { verifyBundle } from '../../../evidence/verify-bundle.ts';
import { readZip } from '../../../evidence/zip.ts';
import { nodeCrypto } from '../../../host/seal/node-crypto.ts';
import type { Dice } from '../changes.ts';
import type { SwapCase, SwapDistrict } from './open-district.ts';
import { sizeOf, type SwapEdge, type SwapKind } from './swap-edge.ts';

export const swapKinds = ['files-swapped', 'files-and-index-swapped', 'upload-replayed'] as const;
export type SwapChange = (typeof swapKinds)[number];
export type Outcome = 'named' | 'missed' | { wrongly: string };

/** The log grows with each export, and checking it takes longer and longer. */
const logCheckedEvery = 20;

export interface Swaps {
  try(change: SwapChange, roll: Dice): Promise<Outcome>;
}

export function createSwaps(district: SwapDistrict): Swaps {
  let tries = 0;
  return {
    try: async (change, roll) => {
      tries += 1;
      const { cases } = district;
      const at = roll(cases.length);
      const mine = cases[at];
      const foreign = cases[(at + 1 + roll(cases.length - 1)) % cases.length];
      if (mine === undefined || foreign === undefined) return { wrongly: 'no cases' };
      const outcome =
        change === 'upload-replayed'
          ? await tryReplay(district, { mine, foreign, roll })
          : await trySwap(district, { mine, foreign, roll, inIndex: change !== 'files-swapped' });
      if (outcome !== 'named' || tries % logCheckedEvery !== 0) return outcome;
      const findings = await district.findingsInLog();
      return findings.length === 0 ? 'named' : { wrongly: `the log: ${findings[0]?.what}` };
    },
  };
}

interface Pair {
  mine: SwapCase;
  foreign: SwapCase;
  roll: Dice;
}

const choices: readonly (readonly SwapKind[])[] = [['picture'], ['clip'], ['picture', 'clip']];

async function trySwap(
  district: SwapDistrict,
  { mine, foreign, roll, inIndex }: Pair & { inIndex: boolean },
): Promise<Outcome> {
  const chosen = choices[roll(choices.length)] ?? [];
  const put = async ({ files }: SwapCase, isForeign: boolean) => {
    for (const kind of chosen) {
      await writeFile(mine.paths[kind], files[kind]);
      if (inIndex || !isForeign) await district.setInIndex(mine.incidentId, kind, files[kind]);
    }
  };
  try {
    await put(foreign, true);
    return await judgeSwap(district, mine, chosen);
  } finally {
    await put(mine, false);
  }
}

/** Each swapped file with the log row of the received one, and nothing else. */
async function judgeSwap(
  district: SwapDistrict,
  mine: SwapCase,
  chosen: readonly SwapKind[],
): Promise<Outcome> {
  const zip = await district.exported(mine.caseId);
  const result = await verifyBundle(nodeCrypto, zip, await district.keys());
  if (result.result === 'holds') return 'missed';
  if (result.result === 'cannot-be-said') return { wrongly: 'cannot be said' };
  const rows = rowsIn(zip);
  const named = result.findings.map((finding) => {
    const entry = 'position' in finding ? rows.get(finding.position) : undefined;
    return `${finding.what} ${finding.file} ${entry?.act} ${String(entry?.details['sha256'])}`;
  });
  const expected = chosen.map((kind) => {
    const file = `${mine.caseId}/camera-1-opening-1-${kind}.${kind === 'clip' ? 'mp4' : 'jpg'}`;
    return `not-as-received ${file} file-received ${sizeOf(mine.files[kind]).sha256}`;
  });
  return named.toSorted().join() === expected.toSorted().join()
    ? 'named'
    : { wrongly: `${expected.join()}: ${named.join()}` };
}

/**
 * The file of another case is uploaded for this one: with its own signature, signed by another edge, or signed by the right but
 * malicious edge. The bundle stays valid with the first file, and the log records the attempt.
 */
async function tryReplay(district: SwapDistrict, { mine, foreign, roll }: Pair): Promise<Outcome> {
  const kind: SwapKind = roll(2) === 0 ? 'picture' : 'clip';
  const content = foreign.files[kind];
  const as = { incidentId: mine.incidentId, opening: 1, kind };
  const signers: readonly [SwapEdge, string][] = [
    [district.edge, foreign.incidentId],
    [district.other, mine.incidentId],
    [district.edge, mine.incidentId],
  ];
  const [edge, incidentId] = signers[roll(signers.length)] ?? [district.edge, ''];
  const receipt = await edge.send(content, as, edge.sealOf(content, { ...as, incidentId }));
  const isOut = receipt.state === 'refused' || (receipt.state === 'kept' && receipt.as === 'aside');
  if (!isOut) return { wrongly: `the upload was answered with ${receipt.state}` };
  const zip = await district.exported(mine.caseId);
  const result = await verifyBundle(nodeCrypto, zip, await district.keys());
  if (result.result !== 'holds') return { wrongly: `the bundle: ${result.result}` };
  const hash = sizeOf(content).sha256;
  if (result.manifest.files.some(({ sha256 }) => sha256 === hash)) return 'missed';
  const isTold = [...rowsIn(zip).values()].some(
    ({ act, outcome, details }) =>
      act === 'file-received' && outcome === 'refused' && details['sha256'] === hash,
  );
  return isTold ? 'named' : 'missed';
}

function rowsIn(zip: Uint8Array): Map<number, LogEntry> {
  const read = readZip(zip);
  const text = read.ok ? new TextDecoder().decode(read.files.get(bundleNames.proofs)) : '[]';
  const proven = proofsSchema.parse(JSON.parse(text));
  return new Map(
    proven.flatMap(({ position, entry }): [number, LogEntry][] => {
      const parsed = parseEntry(entry);
      return parsed === null ? [] : [[position, parsed]];
    }),
  );
}
