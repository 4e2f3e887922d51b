// What a camera's pipeline must not forget over a restart, as one JSON file. A damaged file is moved aside and said
// to be so; the pipeline then starts fresh instead of not at all.
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { describeFaults, faultsOf } from '../../contracts/index.ts';
import { writeWholeFile } from './whole-file.ts';

const envelopeSchema = z.strictObject({
  version: z.literal(1),
  savedAt: z.number().int().nonnegative(),
  state: z.json(),
});

export async function saveState(path: string, state: unknown, savedAt: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeWholeFile(path, JSON.stringify({ version: 1, savedAt, state }));
}

/** The state as saved; undefined when there is none, or none that can be read. */
export async function loadState(path: string, log: Logger): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return undefined;
  const parsed = parseEnvelope(text);
  if (parsed.ok) return parsed.state;
  const aside = `${path}.damaged`;
  await rename(path, aside);
  log.error({ path: aside, faults: parsed.faults }, 'saved state is damaged: starting fresh');
  return undefined;
}

function parseEnvelope(text: string): { ok: true; state: unknown } | { ok: false; faults: string } {
  try {
    const result = envelopeSchema.safeParse(JSON.parse(text), { reportInput: true });
    if (result.success) return { ok: true, state: result.data.state };
    return { ok: false, faults: describeFaults(faultsOf(result.error)) };
  } catch (error) {
    return { ok: false, faults: error instanceof Error ? error.message : String(error) };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
