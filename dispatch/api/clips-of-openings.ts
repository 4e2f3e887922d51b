// Adds to each opening of a case the content and the gaps of its clip, as recorded in the clip, or the edge's reason why there is
// no clip. Reads a few files at a time.
import type { CaseOpening } from '../../contracts/index.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';

/** An object that returns all day has many openings: older ones are not read. */
const mostClips = 100;
const atOnce = 8;

export async function withClips(
  openings: readonly CaseOpening[],
  evidence: Pick<EvidenceStore, 'clip'>,
): Promise<CaseOpening[]> {
  const told = [...openings];
  const wanted = told.map((opening, index) => ({ opening, index })).slice(-mostClips);
  for (let from = 0; from < wanted.length; from += atOnce)
    await Promise.all(
      wanted.slice(from, from + atOnce).map(async ({ opening, index }) => {
        told[index] = { ...opening, clip: await evidence.clip(opening) };
      }),
    );
  return told;
}
