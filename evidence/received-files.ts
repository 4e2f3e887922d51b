// Whether the pictures and clips of a bundle are the ones that came from the edges. Takes the rows of the log about its cases, and its
// manifest; gives each row that says a file came which is not in the bundle. Rows of earlier releases say nothing of files.
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
  // By its name too: two files of one bundle may have changed places.
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

/** As the manifest has it. */
export function aboutReceived({ file, opening, incident }: LogEntry['subject']): string {
  return `${file} of opening ${opening} of incident ${incident}`;
}

function hashIn({ details }: Pick<LogEntry, 'details'>): string {
  return String(details['sha256']);
}
