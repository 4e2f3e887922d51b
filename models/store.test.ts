// The models folder: file states, resolving, adding and pulling from a folder, and atomic files. Uses a folder of its own; the
// "models" are a few bytes, and their trial is scripted.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addModel } from './add-model.ts';
import { readLock, writeLock } from './lock.ts';
import { ModelError } from './model-error.ts';
import { pullModel } from './pull-model.ts';
import { listModels, resolveModel, verifyModels } from './store.ts';
import { writeHashedFile } from './hashed-file.ts';

const bytes = Buffer.from('a model');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const labels = [{ label: 'stall', thing: 'stall' as const }];
const accept = () => Promise.resolve({ width: 320, height: 320 });

let root: string;
let dir: string;
let mirror: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fencewatch-store-'));
  dir = join(root, 'weights');
  mirror = join(root, 'mirror');
  await mkdir(mirror);
  await writeFile(join(mirror, 'yolox_tiny.onnx'), bytes);
  await writeFile(join(mirror, 'yolox_nano.onnx'), bytes);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const add = (changes: Partial<Parameters<typeof addModel>[0]> = {}) =>
  addModel({
    file: join(mirror, 'yolox_tiny.onnx'),
    family: 'yolox',
    labels,
    name: 'mine',
    dir,
    tryModel: accept,
    ...changes,
  });

describe('an empty models folder', () => {
  test('lists all models of the registry as absent', async () => {
    const models = await listModels({ dir });
    expect(models.map(({ name }) => name)).toContain('centernet-mobilenetv3');
    expect(models.every(({ status }) => status.state === 'absent')).toBe(true);
  });

  test('has nothing to verify', async () => {
    expect(await verifyModels({ dir })).toEqual([]);
  });

  test.each([
    ['centernet-mobilenetv3', 'not-pulled', /run "fencewatch models build"/],
    [
      'yolox-nano',
      'not-pulled',
      /yolox_nano\.onnx, got none: run "fencewatch models pull yolox-nano"/,
    ],
    ['nope', 'unknown-model', /expected one of the models centernet-mobilenetv3, .*, got "nope"/],
    ['', 'unknown-model', /got ""/],
  ])('cannot resolve "%s": %s', async (name, reason, message) => {
    const resolving = resolveModel({ name, dir });
    await expect(resolving).rejects.toMatchObject({ reason });
    await expect(resolving).rejects.toThrow(message);
  });
});

describe('pulling from a folder', () => {
  test('pins the hash of a first file without a known hash', async () => {
    const pulled = await pullModel({ name: 'yolox-tiny', dir, from: mirror });
    expect(pulled).toMatchObject({ sha256, pinnedNow: true });
    expect((await readLock(dir)).pinned).toEqual({ 'yolox-tiny': sha256 });
    const model = await resolveModel({ name: 'yolox-tiny', dir });
    expect(model).toMatchObject({ family: 'yolox', sha256, file: join(dir, 'yolox_tiny.onnx') });
    expect(model.labels).toHaveLength(80);
    expect(model.labels[0]).toEqual({ label: 'person', thing: 'person' });
  });

  test('accepts a file address as well', async () => {
    const from = pathToFileURL(mirror).href;
    expect((await pullModel({ name: 'yolox-tiny', dir, from })).sha256).toBe(sha256);
  });

  test('refuses another file than the pinned one and keeps the old', async () => {
    await pullModel({ name: 'yolox-tiny', dir, from: mirror });
    await writeFile(join(mirror, 'yolox_tiny.onnx'), 'another model');
    const again = pullModel({ name: 'yolox-tiny', dir, from: mirror });
    await expect(again).rejects.toMatchObject({ reason: 'wrong-hash' });
    await expect(again).rejects.toThrow(new RegExp(`expected SHA-256 ${sha256}, got [0-9a-f]{64}`));
    expect(await readFile(join(dir, 'yolox_tiny.onnx'))).toEqual(bytes);
    expect(await readdir(dir)).toEqual(['lock.json', 'yolox_tiny.onnx']);
  });

  test("refuses a file with another hash than the registry's, and leaves no file", async () => {
    const pulling = pullModel({ name: 'yolox-nano', dir, from: mirror });
    await expect(pulling).rejects.toMatchObject({ reason: 'wrong-hash' });
    expect(await readdir(dir)).toEqual([]);
  });

  test('reports unreachable sources', async () => {
    const pulling = pullModel({ name: 'yolox-s', dir, from: mirror });
    await expect(pulling).rejects.toMatchObject({ reason: 'unreachable' });
    await expect(pulling).rejects.toThrow(/yolox_s\.onnx: ENOENT/);
  });

  test('reports that a model without an address needs a mirror', async () => {
    await expect(pullModel({ name: 'nanodet-m', dir })).rejects.toThrow(/use --from/);
  });

  test('ends on abort', async () => {
    const signal = AbortSignal.abort();
    const pulling = pullModel({ name: 'yolox-tiny', dir, from: mirror, signal });
    await expect(pulling).rejects.toHaveProperty('name', 'AbortError');
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('adding a model', () => {
  test('keeps its file, family, labels and input under its name', async () => {
    const added = await add();
    expect(added).toMatchObject({ name: 'mine', family: 'yolox', sha256, labels });
    expect(added.input).toEqual({ width: 320, height: 320 });
    expect(await resolveModel({ name: 'mine', dir })).toEqual(added);
    const listed = (await listModels({ dir })).find(({ name }) => name === 'mine');
    expect(listed).toMatchObject({ origin: 'added', status: { state: 'good', sha256 } });
  });

  test('takes its name from the file when none is given', async () => {
    const file = join(mirror, 'Stalls & Carts v2.onnx');
    await writeFile(file, bytes);
    const added = await addModel({ file, family: 'yolox', labels, dir, tryModel: accept });
    expect(added.name).toBe('stalls-carts-v2');
  });

  test('replaces a model of the same name', async () => {
    await add();
    await writeFile(join(mirror, 'second.onnx'), 'second');
    const second = await add({ file: join(mirror, 'second.onnx') });
    expect((await readLock(dir)).added).toHaveLength(1);
    expect((await resolveModel({ name: 'mine', dir })).sha256).toBe(second.sha256);
  });

  test('writes nothing when the trial refuses the file', async () => {
    const tryModel = () => Promise.reject(new ModelError('wrong-family', 'another family'));
    await expect(add({ tryModel })).rejects.toMatchObject({ reason: 'wrong-family' });
    await expect(readdir(dir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each([
    ['a name of the registry', { name: 'yolox-s' }, 'bad-name'],
    ['a name that is a path', { name: '../x' }, 'bad-name'],
    ['an empty name', { name: '' }, 'bad-name'],
    ['a file that is not there', { file: '/nowhere/x.onnx' }, 'no-file'],
  ])('refuses %s', async (_title, changes, reason) => {
    await expect(add(changes)).rejects.toMatchObject({ reason });
  });
});

describe('a file that has changed on disk', () => {
  test('is not resolved, and verifying reports it', async () => {
    const { file } = await add();
    await writeFile(file, 'tampered with');
    await expect(resolveModel({ name: 'mine', dir })).rejects.toMatchObject({
      reason: 'wrong-hash',
    });
    const [verified] = await verifyModels({ dir });
    expect(verified?.status).toMatchObject({ state: 'wrong-hash', expected: sha256 });
  });

  test.each([
    ['no JSON', '{"version":1,'],
    ['another form', '{"version":1,"pinned":{},"added":{}}'],
    ['nothing', ''],
  ])('as a lock file that is %s is refused with its path', async (_title, text) => {
    await writeLock(dir, { version: 1, pinned: {}, added: [] });
    await writeFile(join(dir, 'lock.json'), text);
    await expect(listModels({ dir })).rejects.toMatchObject({ reason: 'bad-registry' });
    await expect(listModels({ dir })).rejects.toThrow(/lock\.json: /);
  });
});

describe('writeHashedFile', () => {
  test('returns the hash of what it wrote, even for an empty file', async () => {
    expect(await writeHashedFile(join(dir, 'a'), bytes)).toBe(sha256);
    const empty = createHash('sha256').digest('hex');
    expect(await writeHashedFile(join(dir, 'b'), new Uint8Array())).toBe(empty);
  });

  test('keeps the old file when the source fails half-way', async () => {
    await writeHashedFile(join(dir, 'a'), bytes);
    async function* breaking() {
      yield Buffer.from('half');
      await Promise.reject(new Error('line cut'));
    }
    await expect(writeHashedFile(join(dir, 'a'), breaking())).rejects.toThrow('line cut');
    expect(await readFile(join(dir, 'a'))).toEqual(bytes);
    expect(await readdir(dir)).toEqual(['a']);
  });
});
