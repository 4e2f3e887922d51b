// Checks that pictures and clips are still the received files. A file that differs is never shown as evidence: requests for it are
// refused, and the case names it.
import type { SpoiltMedia } from '../../contracts/index.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { MediaKey } from '../evidence/media-index.ts';
import { ProblemError } from './problem.ts';

type Parts = { evidence: Pick<EvidenceStore, 'state'> };

/**
 * Each file is read once. Of an object that returns all day only the newest files are checked here; every file is checked when it
 * is shown.
 */
const mostFiles = 40;
const atOnce = 4;

/** @throws ProblemError for a file that differs from the received one, or is missing */
export async function refuseSpoilt({ evidence }: Parts, key: MediaKey): Promise<void> {
  const state = await evidence.state(key);
  if (state === 'missing')
    throw new ProblemError(409, 'file-missing', `the ${key.name} is not on the disk`);
  if (state !== 'changed') return;
  const why = `the ${key.name} on the disk is not the file that came, so it is not shown`;
  throw new ProblemError(409, 'file-changed', why);
}

export async function spoiltOf(
  { evidence }: Parts,
  media: readonly MediaKey[],
): Promise<SpoiltMedia[]> {
  const newest = media.toSorted((one, other) => other.opening - one.opening).slice(0, mostFiles);
  const spoilt: SpoiltMedia[] = [];
  for (let from = 0; from < newest.length; from += atOnce)
    await Promise.all(
      newest.slice(from, from + atOnce).map(async ({ incidentId, opening, name }) => {
        const what = await evidence.state({ incidentId, opening, name });
        if (what === 'changed' || what === 'missing')
          spoilt.push({ incidentId, opening, name, what });
      }),
    );
  return spoilt.sort((one, other) => one.opening - other.opening);
}
