// The results of a run as files, one per window, so that an interrupted run can continue and several processes can write. Takes a
// folder; reads complete files of the current format, and leaves the others to be run again.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWholeFile } from '../../host/whole-file.ts';
import { windowResultSchema, type WindowKey, type WindowResult } from './day-result.ts';

/** @returns none if the folder does not exist yet */
export async function readKept(dir: string): Promise<WindowResult[]> {
  const names = await readdir(dir).catch(() => []);
  const read = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readOne(join(dir, name))),
  );
  return read.flatMap((one) => one ?? []);
}

export async function keepResult(dir: string, result: WindowResult): Promise<void> {
  const text = `${JSON.stringify(result)}\n`;
  await writeWholeFile(join(dir, nameOf(result)), text, { shared: true });
}

function nameOf({ place, seed, startMs, durationMs, engine, model }: WindowKey): string {
  const minutes = (ms: number) => Math.round(ms / 600) / 100;
  return `${place}-${seed}-at-${minutes(startMs)}-for-${minutes(durationMs)}-${engine}-${model}.json`;
}

async function readOne(file: string): Promise<WindowResult | null> {
  try {
    const parsed = windowResultSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
