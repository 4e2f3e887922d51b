import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeWholeFile } from '../../host/whole-file.ts';
import { openOutbox } from './outbox.ts';
import type { OutboxOptions } from './outbox-options.ts';

const schema = z.strictObject({ n: z.number() });
const now = 1_700_000_000_000;
const well = { unwritten: 0, unremoved: 0, problem: null, problems: [] };

async function open(dir: string, change: Partial<OutboxOptions<{ n: number }>> = {}) {
  const memory = createMemoryLog();
  const outbox = await openOutbox({ dir, schema, log: memory.log, now, ...change });
  const numbers = () => outbox.entries().map(({ item }) => item.n);
  return { outbox, memory, numbers };
}

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function fullDisk() {
  const disk = { full: true };
  const write = (path: string, content: string) =>
    disk.full
      ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
      : writeWholeFile(path, content);
  return { disk, write };
}

describe('an outbox', () => {
  it('is empty at first', async () => {
    const { outbox } = await open(await temporaryFolder());
    expect(outbox.entries()).toEqual([]);
    expect(outbox.state()).toEqual({ waiting: 0, ...well });
  });

  it('keeps entries in order over a restart', async () => {
    const dir = await temporaryFolder();
    const first = await open(dir);
    for (const n of [1, 2, 3]) expect(await first.outbox.put({ n }, now + n)).toBe('durable');
    const second = await open(dir);
    expect(second.numbers()).toEqual([1, 2, 3]);
    expect(second.outbox.entries()[0]?.putAt).toBe(now + 1);
  });

  it('removes the partial file of a crash, and no other files', async () => {
    const dir = await temporaryFolder();
    await (await open(dir)).outbox.put({ n: 1 }, 0);
    await writeFile(join(dir, '000000000045.json.new'), '{"version":1,"pu');
    await writeFile(join(dir, 'notes.json.new'), 'of a person');
    expect((await open(dir)).numbers()).toEqual([1]);
    expect((await readdir(dir)).sort()).toEqual(['000000000001.json', 'notes.json.new']);
  });

  it('leaves no file of an entry that was sent while it was still being written', async () => {
    const dir = await temporaryFolder();
    const { promise: slow, resolve: goOn } = withResolvers();
    const write = (path: string, content: string) => slow.then(() => writeWholeFile(path, content));
    const { outbox, numbers } = await open(dir, { write });
    const put = outbox.put({ n: 1 }, 0);
    const removed = outbox.remove(outbox.entries()[0]!.id);
    expect(numbers()).toEqual([]);
    goOn();
    await Promise.all([put, removed]);
    expect(await readdir(dir)).toEqual([]);
    expect(outbox.state()).toEqual({ waiting: 0, ...well });
  });

  it('starts when the disk refuses to remove a partial file', async () => {
    const dir = await temporaryFolder();
    await (await open(dir)).outbox.put({ n: 1 }, 0);
    // A folder cannot be removed like a file.
    await mkdir(join(dir, '000000000045.json.new'));
    const { numbers, memory } = await open(dir);
    expect(numbers()).toEqual([1]);
    expect(memory.text()).toContain('a half-written file cannot be removed');
  });

  it('forgets what was removed, and continues its numbers', async () => {
    const dir = await temporaryFolder();
    const first = await open(dir);
    for (const n of [1, 2]) await first.outbox.put({ n }, 0);
    await first.outbox.remove(first.outbox.entries()[0]!.id);
    const second = await open(dir);
    await second.outbox.put({ n: 3 }, 0);
    expect((await open(dir)).numbers()).toEqual([2, 3]);
  });

  it.each([
    ['torn', '{"version":1,"putAt":1,"it'],
    ['empty', ''],
    ['of another shape', '{"version":1,"putAt":1,"item":{"n":"one"}}'],
    ['of another version', '{"version":9,"putAt":1,"item":{"n":1}}'],
  ])('moves an entry aside that is %s, logs it, and keeps the rest', async (_, content) => {
    const dir = await temporaryFolder();
    await (await open(dir)).outbox.put({ n: 1 }, 0);
    await writeFile(join(dir, '000000000002.json'), content);
    const { numbers, memory } = await open(dir);
    expect(numbers()).toEqual([1]);
    expect(memory.text()).toContain('an outbox entry is damaged');
    expect(await readdir(dir)).toContain('000000000002.json.damaged');
  });

  it('does not read a draft as an entry', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, '000000000001.json.new'), '{"version":1');
    expect((await open(dir)).numbers()).toEqual([]);
  });
});

describe('an outbox on a full disk', () => {
  it('reports it once, keeps everything in memory, and writes it when there is room', async () => {
    const dir = await temporaryFolder();
    const { disk, write } = fullDisk();
    const { outbox, memory, numbers } = await open(dir, { write });
    expect(await outbox.put({ n: 1 }, 0)).toBe('in-memory');
    expect(await outbox.put({ n: 2 }, 0)).toBe('in-memory');
    await outbox.flush();
    expect(outbox.state()).toMatchObject({ unwritten: 2 });
    expect(outbox.state().problem).toContain('outbox full');
    expect(memory.lines.filter(({ msg }) => msg.includes('cannot be written'))).toHaveLength(1);
    disk.full = false;
    expect(await outbox.flush()).toEqual({ waiting: 2, ...well });
    expect(numbers()).toEqual([1, 2]);
    expect((await open(dir)).numbers()).toEqual([1, 2]);
  });

  it('recovers when the unwritten entries have been delivered', async () => {
    const { write } = fullDisk();
    const { outbox } = await open(await temporaryFolder(), { write });
    await outbox.put({ n: 1 }, 0);
    await outbox.remove(outbox.entries()[0]!.id);
    expect(outbox.state()).toEqual({ waiting: 0, ...well });
  });

  it('reports any other refusal unchanged', async () => {
    const write = () => Promise.reject(new Error('read-only file system'));
    const { outbox } = await open(await temporaryFolder(), { write });
    await outbox.put({ n: 1 }, 0);
    expect(outbox.state().problem).toContain('read-only file system');
  });
});

describe('an outbox with entries dated by a wrong clock', () => {
  it.each([
    ['in the future, as the clock was set back since', now + 3 * 3_600_000],
    ['in 1970, as the clock was not set yet', 5000],
  ])('counts the age of one dated %s from now', async (_, putAt) => {
    const dir = await temporaryFolder();
    await (await open(dir)).outbox.put({ n: 1 }, putAt);
    expect((await open(dir)).outbox.entries()[0]?.putAt).toBe(now);
  });
});

describe('an outbox in a folder with other files', () => {
  it('moves a folder with the name of an entry aside, logs it, and keeps the rest', async () => {
    const dir = await temporaryFolder();
    await (await open(dir)).outbox.put({ n: 1 }, now);
    await mkdir(join(dir, '000000000002.json', 'deep'), { recursive: true });
    const { outbox, numbers } = await open(dir);
    expect(numbers()).toEqual([1]);
    expect(outbox.state().problems).toMatchObject([
      { code: 'entry-damaged', subject: join(dir, '000000000002.json.damaged') },
    ]);
    await outbox.put({ n: 3 }, now);
    expect((await open(dir)).numbers()).toEqual([1, 3]);
  });

  it('skips an entry that cannot be read, leaves it in place, and never overwrites it', async () => {
    const dir = await temporaryFolder();
    await symlink('nowhere', join(dir, '000000000007.json'));
    const { outbox, numbers } = await open(dir);
    expect(numbers()).toEqual([]);
    await outbox.put({ n: 1 }, now);
    expect(outbox.entries()[0]?.id).toBe('000000000008');
    expect(await readdir(dir)).toContain('000000000007.json');
  });

  it('works in memory while a file blocks its folder, and on disk once it can', async () => {
    const dir = join(await temporaryFolder(), 'alerts');
    await writeFile(dir, '');
    const { outbox, numbers } = await open(dir);
    expect(await outbox.put({ n: 1 }, now)).toBe('in-memory');
    expect(outbox.state().problems).toMatchObject([{ code: 'folder-not-writable' }]);
    await rm(dir);
    expect(await outbox.flush()).toEqual({ waiting: 1, ...well });
    expect(numbers()).toEqual([1]);
    expect((await open(dir)).numbers()).toEqual([1]);
  });

  it('creates its folder again when somebody has removed it', async () => {
    const dir = join(await temporaryFolder(), 'alerts');
    const { outbox } = await open(dir);
    await rm(dir, { recursive: true });
    expect(await outbox.put({ n: 1 }, now)).toBe('durable');
  });
});

describe('an outbox whose files cannot be removed', () => {
  it('does not send delivered entries again, reports the problem, and removes the files later', async () => {
    const dir = await temporaryFolder();
    const disk = { refuses: true };
    const unlink = (path: string) =>
      disk.refuses
        ? Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' }))
        : rm(path, { force: true });
    const { outbox, memory, numbers } = await open(dir, { unlink });
    for (const n of [1, 2]) await outbox.put({ n }, now);
    for (const { id } of outbox.entries()) await outbox.remove(id);
    await outbox.flush();
    expect(numbers()).toEqual([]);
    expect(outbox.state()).toMatchObject({ waiting: 0, unremoved: 2 });
    expect(outbox.state().problems).toMatchObject([
      { code: 'folder-not-writable', subject: dir, values: { error: 'EROFS' } },
    ]);
    expect(memory.lines.filter(({ msg }) => msg.includes('cannot be written'))).toHaveLength(1);
    disk.refuses = false;
    expect(await outbox.flush()).toEqual({ waiting: 0, ...well });
    expect(await readdir(dir)).toEqual([]);
  });
});
