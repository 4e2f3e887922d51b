// The lock file: a bad entry does not affect other models, only readable entries are written, and changes are serialised.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addModel, removeModel } from './add-model.ts';
import { withFolderLock } from './folder-lock.ts';
import { changeLock, readLock } from './lock.ts';
import { listBroken, listModels, resolveModel } from './store.ts';

const labels = [{ label: 'stall', thing: 'stall' as const }];
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-lock-'));
  await writeFile(join(dir, 'in.onnx'), 'a model');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const add = (name: string, side = 320, changes: Partial<Parameters<typeof addModel>[0]> = {}) =>
  addModel({
    file: join(dir, 'in.onnx'),
    family: 'yolov8',
    labels,
    name,
    dir,
    tryModel: () => Promise.resolve({ width: side, height: side }),
    ...changes,
  });

describe('the lock file', () => {
  test('accepts a model of 300 × 300, which can be resolved', async () => {
    await add('odd', 300);
    expect((await resolveModel({ name: 'odd', dir })).input).toEqual({ width: 300, height: 300 });
  });

  test.each([0, 31, 5000, 32.5, NaN])('refuses a side of %s and is unchanged', async (side) => {
    await add('good');
    const before = await readFile(join(dir, 'lock.json'), 'utf8');
    await expect(add('bad', side)).rejects.toMatchObject({ reason: 'not-servable' });
    expect(await readFile(join(dir, 'lock.json'), 'utf8')).toBe(before);
  });

  test('with a bad entry serves the others, names it, and allows its removal', async () => {
    await add('good');
    const lock = JSON.parse(await readFile(join(dir, 'lock.json'), 'utf8')) as { added: unknown[] };
    lock.added.push({ name: 'bad', file: '../../x.onnx' });
    await writeFile(join(dir, 'lock.json'), JSON.stringify(lock));
    expect((await resolveModel({ name: 'good', dir })).name).toBe('good');
    await expect(resolveModel({ name: 'bad', dir })).rejects.toThrow(/models remove bad/);
    expect((await listModels({ dir })).map(({ name }) => name)).toContain('good');
    await add('third');
    expect(await listBroken({ dir })).toHaveLength(1);
    await removeModel({ name: 'bad', dir });
    expect(await listBroken({ dir })).toEqual([]);
  });

  test('loses no model when many are added at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, at) => add(`model-${at}`)));
    expect((await readLock(dir)).added).toHaveLength(8);
  });

  test('can be changed after a process died with the lock', async () => {
    await writeFile(join(dir, 'lock.json.busy'), 'dead');
    await withFolderLock(dir, () => Promise.resolve(), { everyMs: 1, patience: 3 });
    await changeLock(dir, (lock) => lock);
  });
});

describe('removing a model', () => {
  test('removes its entry and its file', async () => {
    const { file } = await add('mine');
    await removeModel({ name: 'mine', dir });
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(removeModel({ name: 'mine', dir })).rejects.toThrow(/got "mine"/);
  });

  test('is refused for a model of the registry', async () => {
    const removing = removeModel({ name: 'yolox-nano', dir });
    await expect(removing).rejects.toMatchObject({ reason: 'bad-name' });
  });
});

describe('refusals before the trial', () => {
  test('refuses a folder, an empty file, and labels that no rule knows', async () => {
    await expect(add('x', 320, { file: dir })).rejects.toThrow(/got a folder/);
    await writeFile(join(dir, 'empty.onnx'), '');
    const empty = add('x', 320, { file: join(dir, 'empty.onnx') });
    await expect(empty).rejects.toThrow(/got an empty file/);
    const unknown = { labels: [{ label: 'foo', thing: 'other' as const }] };
    await expect(add('x', 320, unknown)).rejects.toMatchObject({ reason: 'wrong-labels' });
    await add('x', 320, { ...unknown, allowUnknownLabels: true });
  });
});
