// Adds to the openings of a case what the clip of each holds and lacks, as the clips themselves say, or why no clip comes, as the
// edge says. Reads a few files at a time.
import type { CaseOpening } from '../../contracts/index.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';

/** A thing that comes and goes all day has many: those before are not looked into. */
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
