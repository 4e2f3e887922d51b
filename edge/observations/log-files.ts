// The files of one camera's observation log: one per hour, UTC, and the open block. Pure: converts between names and times, and
// decides which files to remove.

const ending = '.fwlog';
/** Sorts after every hour. */
export const openBlockFile = `open${ending}`;
const hourMs = 3_600_000;

export interface LogFile {
  readonly file: string;
  /** Start (inclusive) and end (exclusive) of its content, epoch ms; null when the name does not tell. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

/** e.g. `2026-11-22T04.fwlog` */
export function hourFile(at: number): string {
  return `${new Date(at).toISOString().slice(0, 13)}${ending}`;
}

/**
 * Null for a file that is not a log. Also parses the names that dispatch uses: `FROM-TO.fwlog` in epoch ms, and
 * `FROM-TO.joined.fwlog` for several blocks joined into one file.
 */
export function parseLogFile(file: string): LogFile | null {
  if (!file.endsWith(ending)) return null;
  const name = file.slice(0, -ending.length);
  if (/^\d{4}-\d\d-\d\dT\d\d$/.test(name)) {
    const from = Date.parse(`${name}:00Z`);
    return { file, span: Number.isNaN(from) ? null : { from, to: from + hourMs } };
  }
  const [, from, last] = /^(\d+)-(\d+)(?:\.joined)?$/.exec(name) ?? [];
  return { file, span: from && last ? { from: Number(from), to: Number(last) + 1 } : null };
}

export interface KeptFile extends LogFile {
  readonly bytes: number;
}

export interface KeepLimits {
  /** Hours that ended before this are removed, epoch ms. */
  readonly keepAfter: number;
  readonly maxBytes: number;
}

/** Hours that are too old, then the oldest until the rest fits. Files without an hour are kept. */
export function filesToDrop(files: readonly KeptFile[], limits: KeepLimits): string[] {
  const oldestFirst = files
    .flatMap(({ file, bytes, span }) => (span ? [{ file, bytes, endsAt: span.to }] : []))
    .sort((a, b) => a.endsAt - b.endsAt);
  let bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  return oldestFirst.flatMap((one) => {
    if (one.endsAt > limits.keepAfter && bytes <= limits.maxBytes) return [];
    bytes -= one.bytes;
    return [one.file];
  });
}
