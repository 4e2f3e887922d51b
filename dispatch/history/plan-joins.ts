// Which files of one camera become one: those of an hour that follow each other without a gap. Pure: takes the files there
// are; gives rows of files to be put one after the other.
import type { FileRow, TimedFile } from './timed-files.ts';

const hourMs = 3_600_000;
/** A frame comes every few seconds: what might still be missing between two files is less than that. */
const gapMs = 10_000;

/**
 * @param files oldest first
 * @param before epoch ms; hours that end later stay as they are, for edges that come late
 * @returns rows of at least two files
 */
export function planJoins(files: readonly TimedFile[], before: number): FileRow[] {
  const rows: FileRow[] = [];
  for (const file of files) {
    if ((hourOf(file) + 1) * hourMs > before) continue;
    const row = rows.at(-1);
    if (row && hourOf(row[0]) === hourOf(file) && isNext(row.at(-1) ?? row[0], file))
      row.push(file);
    else rows.push([file]);
  }
  return rows.filter(({ length }) => length > 1);
}

function hourOf({ from }: TimedFile): number {
  return Math.floor(from / hourMs);
}

function isNext(last: TimedFile, { from }: TimedFile): boolean {
  return from > last.to && from - last.to <= gapMs;
}
