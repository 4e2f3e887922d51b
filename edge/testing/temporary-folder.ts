// A folder for one test, removed when the test is over.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** @param whenFinished of the test's own context, where tests run concurrently */
export async function temporaryFolder(
  whenFinished: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-edge-'));
  whenFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
