// Repeats the last seconds of a scene when it is over. If the scene restarted, its objects would come back, and a test on a slow
// machine would count them again.
import { execFile } from 'node:child_process';
import { access, rename } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Two key frames of the scenes, which end in an empty street. */
const tailSeconds = 4;

/** Files to play in order: the films, then the end of the last one until `minutes` have passed. */
export async function withQuietTail(films: readonly string[], minutes = 5): Promise<string[]> {
  const last = films.at(-1);
  if (last === undefined) return [];
  const tail = last.replace(/\.mp4$/, `.last-${tailSeconds}s.mp4`);
  if (!(await exists(tail))) await cutEnd(last, tail);
  return [...films, ...Array.from({ length: (minutes * 60) / tailSeconds }, () => tail)];
}

async function cutEnd(film: string, tail: string): Promise<void> {
  const unfinished = `${tail}.${process.pid}.mp4`;
  const input = ['-sseof', `-${tailSeconds}`, '-i', film];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...input, '-c', 'copy', unfinished]);
  await rename(unfinished, tail);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
