// Keeps files that dispatch has refused for good in a folder of their own, each with a note of the reason, its origin and the
// time. A person decides what to do with them.
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DispatchWatch } from './dispatch-watch.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

export interface AsideNote {
  reason: string;
  detail: string;
  /** Epoch ms. */
  at: number;
  upload: unknown;
}

/** Writes the note first, so that every file in the folder has one. */
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

/** Reports files that an earlier run moved aside and that still need a person. */
export async function noteAside(folder: string, watch: Pick<DispatchWatch, 'refused'>) {
  const names = await readdir(folder).catch(() => []);
  const count = names.filter((name) => !/\.(json|new)$/.test(name)).length;
  if (count > 0) watch.refused('refused earlier', count);
}
