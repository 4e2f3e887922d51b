// Plans which files of a camera are joined: those of an hour without a gap between them. Pure: takes the files; returns groups of
// files to concatenate.
import type { FileRow, TimedFile } from './timed-files.ts';

const hourMs = 3_600_000;
/** A smaller gap between two files misses no frame, since frames come every few seconds. */
const gapMs = 10_000;

/**
 * @param files oldest first
 * @param before epoch ms; hours that end later stay unjoined, for late uploads
 * @returns groups of at least two files
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
