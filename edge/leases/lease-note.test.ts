// The leases that an edge stores for a restart.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadLeaseNote, saveLeaseNote } from './lease-note.ts';

it('is created at the first start, and read afterwards', async () => {
  const path = join(await temporaryFolder(), 'leases.json');
  const { log, lines } = createMemoryLog();
  const first = await loadLeaseNote(path, log);
  expect(first).toMatchObject({ lastToken: 0, held: [] });
  const note = { ...first, lastToken: 9, held: [{ cameraId: 'gate', token: 9, since: 5 }] };
  await saveLeaseNote(path, note);
  expect(await loadLeaseNote(path, log)).toEqual(note);
  expect(lines).toEqual([]);
  expect((await loadLeaseNote(`${path}.other`, log)).folderId).not.toBe(first.folderId);
});

it.each(['', '{', '{"version":2}', '[]'])(
  'with the content %j is replaced, with a log line',
  async (text) => {
    const path = join(await temporaryFolder(), 'leases.json');
    await writeFile(path, text);
    const memory = createMemoryLog();
    expect(await loadLeaseNote(path, memory.log)).toMatchObject({ lastToken: 0, held: [] });
    expect(memory.text()).toContain('cannot be read');
    expect(await readFile(path, 'utf8')).toBe(text);
  },
);
