// The whole edge worker, started on a folder with video of a camera that is not in its site any more.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { foldersIn } from './state/folders.ts';
import { createMemoryLog } from './testing/memory-log.ts';
import { idleDetector } from './testing/scripted-pipeline.ts';
import { testSite } from './testing/site.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { startEdge } from './worker.ts';

it('deletes old video of a camera that was removed, and keeps what is young', async () => {
  const dataDir = await temporaryFolder();
  const segments = foldersIn(dataDir).segments('removed');
  await mkdir(segments, { recursive: true });
  const young = `${Date.now() - 60_000}-2000.mkv`;
  await writeFile(join(segments, young), 'video');
  await writeFile(join(segments, `${Date.now() - 3_600_000}-2000.mkv`), 'video');
  const edge = await startEdge({
    ...{ site: testSite({ cameras: [] }), edgeId: 'edge-1', dataDir, detector: idleDetector },
    // No Redis is needed for this.
    ...{ log: createMemoryLog().log, redisUrl: 'redis://127.0.0.1:1' },
  });
  onTestFinished(() => edge.stop());
  const left = async () => (await readdir(segments)).filter((name) => name.endsWith('.mkv'));
  await expect.poll(left).toEqual([young]);
});
