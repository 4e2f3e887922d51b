// Finds pictures and clips of a bundle that differ from those received from the edges. Takes the rows of the log about its cases and
// its manifest; returns each row with a received file that is not in the bundle. Rows of earlier releases do not name files.
import type { Manifest, ProvenRow } from './bundle.ts';
import { parseEntry, type LogEntry } from './log-entry.ts';

export interface NotAsReceived {
  what: 'not-as-received';
  file: string;
  position: number;
}

export function notAsReceived(
  rows: readonly ProvenRow[],
  { files }: Pick<Manifest, 'files'>,
): NotAsReceived[] {
  const entries = rows.flatMap(({ position, entry }) => {
    const parsed = parseEntry(entry);
    return parsed?.outcome === 'done' ? [{ ...parsed, position }] : [];
  });
  // Compare the description too: two files of one bundle may have been swapped.
  const isThere = (entry: LogEntry) =>
    files.some(
      ({ about, sha256 }) => about === aboutReceived(entry.subject) && sha256 === hashIn(entry),
    );
  const deleted = entries.filter(({ act }) => act === 'evidence-deleted').map(hashIn);
  return entries
    .filter((entry) => entry.act === 'file-received')
    .filter((entry) => !isThere(entry) && !deleted.includes(hashIn(entry)))
    .map((entry) => {
      const about = aboutReceived(entry.subject);
      const named = files.find((file) => file.about === about);
      return { what: 'not-as-received', file: named?.path ?? about, position: entry.position };
    });
}

/** The file's description in the manifest. */
export function aboutReceived({ file, opening, incident }: LogEntry['subject']): string {
  return `${file} of opening ${opening} of incident ${incident}`;
}

function hashIn({ details }: Pick<LogEntry, 'details'>): string {
  return String(details['sha256']);
}
