// Stores the state of a camera's pipeline as one JSON file. A damaged file is moved aside and logged; the pipeline then starts
// fresh.
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { describeFaults, faultsOf } from '../../contracts/index.ts';
import { moveAside } from './move-aside.ts';
import { codeOf } from '../../host/error-code.ts';
import { writeWholeFile } from '../../host/whole-file.ts';

const envelopeSchema = z.strictObject({
  version: z.literal(1),
  savedAt: z.number().int().nonnegative(),
  state: z.json(),
});

export async function saveState(path: string, state: unknown, savedAt: number): Promise<void> {
  await writeWholeFile(path, JSON.stringify({ version: 1, savedAt, state }));
}

/** The saved state; undefined when there is none, or none that can be read. Never throws: a camera has to start. */
export async function loadState(path: string, log: Logger): Promise<unknown> {
  return (await loadStamped(path, log))?.state;
}

export interface StampedState {
  /** By the wall clock at that time, epoch ms. */
  readonly savedAt: number;
  readonly state: unknown;
}

export async function loadStamped(path: string, log: Logger): Promise<StampedState | undefined> {
  const text = await readText(path);
  if (text === null) return undefined;
  const parsed = text.ok ? parseEnvelope(text.text) : text;
  if (parsed.ok) return parsed.stamped;
  log.error({ path, faults: parsed.faults }, 'the saved state is damaged: starting fresh');
  await moveAside(path, log, parsed.faults);
  return undefined;
}

/** Null when there is none. */
async function readText(
  path: string,
): Promise<{ ok: true; text: string } | { ok: false; faults: string } | null> {
  try {
    return { ok: true, text: await readFile(path, 'utf8') };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? null : { ok: false, faults: code ?? String(error) };
  }
}

function parseEnvelope(
  text: string,
): { ok: true; stamped: StampedState } | { ok: false; faults: string } {
  try {
    const result = envelopeSchema.safeParse(JSON.parse(text), { reportInput: true });
    if (result.success) return { ok: true, stamped: result.data };
    return { ok: false, faults: describeFaults(faultsOf(result.error)) };
  } catch (error) {
    return { ok: false, faults: error instanceof Error ? error.message : String(error) };
  }
}
