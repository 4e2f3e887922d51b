// Keeps what dispatch has refused for good: the file in a folder of its own, with a note beside it that says why, of what
// and when. A person decides what becomes of it.
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DispatchWatch } from './dispatch-watch.ts';
import { writeWholeFile } from '../state/whole-file.ts';

export interface AsideNote {
  reason: string;
  detail: string;
  /** Epoch ms. */
  at: number;
  upload: unknown;
}

/** Note first: a file that lies there always has one. */
export async function setAside(
  folder: string,
  { path, file }: { path: string; file: string },
  note: AsideNote,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = `${note.at}-${file}`;
  await writeWholeFile(join(folder, `${name}.json`), JSON.stringify({ version: 1, ...note }));
  await rename(path, join(folder, name));
}

/** What an earlier run moved aside still needs a person. */
export async function noteAside(folder: string, watch: Pick<DispatchWatch, 'refused'>) {
  const names = await readdir(folder).catch(() => []);
  const count = names.filter((name) => !/\.(json|new)$/.test(name)).length;
  if (count > 0) watch.refused('refused earlier', count);
}
