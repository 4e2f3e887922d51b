// The files of one camera's observation log: one an hour, UTC, and the block that is still open. Takes names and times,
// gives names, and says which files are to go.

const ending = '.fwlog';
/** Sorts behind every hour. */
export const openBlockFile = `open${ending}`;
const hourMs = 3_600_000;

export interface LogFile {
  readonly file: string;
  /** The first moment of what it holds, and the first after, epoch ms; null when its name does not say. */
  readonly span: { readonly from: number; readonly to: number } | null;
}

/** e.g. `2026-11-22T04.fwlog` */
export function hourFile(at: number): string {
  return `${new Date(at).toISOString().slice(0, 13)}${ending}`;
}

/**
 * Null for what is no log file. Also knows the names that dispatch gives, `FROM-TO.fwlog` in epoch ms, and
 * `FROM-TO.joined.fwlog` for several of them in one.
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
  /** Hours that were over before this go, epoch ms. */
  readonly keepAfter: number;
  readonly maxBytes: number;
}

/** Hours that are too old, and the oldest ones until the rest fits. Files without an hour stay. */
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
