// External weights of an ONNX file: which paths are accepted and which are refused. Paths in a file are not trusted.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OnnxGraph } from './convert/onnx-graph.ts';
import { decodeOnnx, encodeOnnx } from './convert/onnx-schema.ts';
import { contentsOf, externalFilesOf, staysInside } from './external-data.ts';

let root: string;
let model: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fencewatch-external-'));
  const folder = join(root, 'model');
  model = join(folder, 'model.onnx');
  await mkdir(join(folder, 'parts'), { recursive: true });
  await writeFile(join(root, 'secret'), 'not yours');
  await writeFile(join(folder, 'model.onnx.data'), 'weights');
  await writeFile(join(folder, 'parts', 'one'), 'weights');
  await symlink(join(root, 'secret'), join(folder, 'link'));
  await symlink(root, join(folder, 'linked'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

/** A tensor with external data, in the body of a loop or in the graph itself. */
function modelWith(location: string, nested = false): Uint8Array {
  const body = new OnnxGraph('body');
  body.constant('weights', [1], Float32Array.of(1));
  const graph = new OnnxGraph('whole');
  if (nested)
    graph.node({ op: 'Loop', inputs: [], output: 'x', attributes: { body: { graph: body } } });
  const onnx = decodeOnnx((nested ? graph : body).toBytes());
  const [tensor] = (nested ? onnx.graph.node[0]?.attribute[0]?.g : onnx.graph)?.initializer ?? [];
  if (!tensor) throw new Error('no tensor');
  delete tensor.rawData;
  tensor.dataLocation = 1;
  tensor.externalData = [{ key: 'location', value: location }];
  return encodeOnnx(onnx);
}

const sha256 = createHash('sha256').update('weights').digest('hex');

describe('external weights', () => {
  test('are none when everything is in the file', async () => {
    expect(await externalFilesOf(model, { locations: [] })).toEqual([]);
  });

  test.each([
    ['in the same folder', 'model.onnx.data', 'model.onnx.data'],
    ['as ./', './model.onnx.data', 'model.onnx.data'],
    ['in a folder below', 'parts/one', 'parts/one'],
  ])('are found %s, with their hash', async (_title, location, path) => {
    for (const nested of [false, true]) {
      const contents = contentsOf(model, modelWith(location, nested));
      expect(await externalFilesOf(model, contents)).toEqual([{ path, sha256 }]);
    }
  });

  test.each([
    ['a path that goes up', '../secret', /got the path "\.\.\/secret"/],
    ['an absolute path', '/etc/passwd', /got the path "\/etc\/passwd"/],
    ['a path that goes down and up', 'parts/../../secret', /got the path/],
    ['a name for memory of the library', '*/_ORT_MEM_ADDR_/*', /got the path/],
    ['a path of Windows', 'C:\\weights', /got the path/],
    ['no path', '', /got the path ""/],
    ['the model itself', 'model.onnx', /got the path "model.onnx"/],
    ['a link', 'link', /got a link: .*link/],
    ['a folder that is a link', 'linked/secret', /got a link: .*linked/],
    ['a folder', 'parts', /got no file: .*parts/],
    ['a file that is not there', 'gone', /got none at .*gone/],
  ])('are refused as %s', async (_title, location, message) => {
    const contents = contentsOf(model, modelWith(location));
    await expect(externalFilesOf(model, contents)).rejects.toMatchObject({
      reason: 'bad-weights',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('the metadata of a file', () => {
  const whole = modelWith('model.onnx.data');
  test.each([
    ['an empty file', new Uint8Array(), /got an empty file/],
    ['a web page', Buffer.from('<!doctype html><title>404</title>'), /got /],
    ['a file of zeros', new Uint8Array(100), /got bytes that are no message/],
    ['a message without a graph', Uint8Array.of(8, 8), /got a file without a graph/],
  ])('is refused in %s', (_title, bytes, message) => {
    expect(() => contentsOf(model, bytes)).toThrow(message);
  });

  test('is refused wherever the file is cut off inside its graph', () => {
    for (let length = 0; length < whole.length - 6; length++)
      expect(() => contentsOf(model, whole.subarray(0, length)), `${length} bytes`).toThrow(/got /);
  });
});

test.each([
  ['a', true],
  ['a/b.data', true],
  ['a/../b', false],
  ['a//b', false],
  ['a/.', false],
  ['a\0b', false],
])('%j stays inside: %j', (path, inside) => {
  expect(staysInside(path)).toBe(inside);
});
