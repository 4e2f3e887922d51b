import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeWholeFile } from '../state/whole-file.ts';
import { openOutbox, type OutboxOptions } from './outbox.ts';

const schema = z.strictObject({ n: z.number() });

async function open(dir: string, change: Partial<OutboxOptions<{ n: number }>> = {}) {
  const memory = createMemoryLog();
  const outbox = await openOutbox({ dir, schema, log: memory.log, ...change });
  const numbers = () => outbox.entries().map(({ item }) => item.n);
  return { outbox, memory, numbers };
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
    expect(outbox.state()).toEqual({ waiting: 0, unwritten: 0, problem: null });
  });

  it('keeps what was put, in order, over a restart', async () => {
    const dir = await temporaryFolder();
    const first = await open(dir);
    for (const n of [1, 2, 3]) expect(await first.outbox.put({ n }, 100 + n)).toBe('durable');
    const second = await open(dir);
    expect(second.numbers()).toEqual([1, 2, 3]);
    expect(second.outbox.entries()[0]?.putAt).toBe(101);
  });

  it('forgets what was removed, and goes on counting', async () => {
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
  ])('moves an entry aside that is %s, says so, and keeps the rest', async (_, content) => {
    const dir = await temporaryFolder();
    await (await open(dir)).outbox.put({ n: 1 }, 0);
    await writeFile(join(dir, '000000000002.json'), content);
    const { numbers, memory } = await open(dir);
    expect(numbers()).toEqual([1]);
    expect(memory.text()).toContain('an outbox entry is damaged');
    expect(await readdir(dir)).toContain('000000000002.json.damaged');
  });

  it('does not take a draft for an entry', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, '000000000001.json.new'), '{"version":1');
    expect((await open(dir)).numbers()).toEqual([]);
  });
});

describe('an outbox on a full disk', () => {
  it('says so once, keeps everything in memory, and writes it when there is room', async () => {
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
    expect(await outbox.flush()).toEqual({ waiting: 2, unwritten: 0, problem: null });
    expect(numbers()).toEqual([1, 2]);
    expect((await open(dir)).numbers()).toEqual([1, 2]);
  });

  it('is well again when what could not be written has been delivered', async () => {
    const { write } = fullDisk();
    const { outbox } = await open(await temporaryFolder(), { write });
    await outbox.put({ n: 1 }, 0);
    await outbox.remove(outbox.entries()[0]!.id);
    expect(outbox.state()).toEqual({ waiting: 0, unwritten: 0, problem: null });
  });

  it('names any other refusal as it came', async () => {
    const write = () => Promise.reject(new Error('read-only file system'));
    const { outbox } = await open(await temporaryFolder(), { write });
    await outbox.put({ n: 1 }, 0);
    expect(outbox.state().problem).toContain('read-only file system');
  });
});

describe('a whole file', () => {
  it('replaces the old one and leaves no draft', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, 'a');
    await writeWholeFile(path, 'one');
    await writeWholeFile(path, 'two');
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(dir)).toEqual(['a']);
  });
});
