// Compares the converted default model with the original graph, tensor by tensor: each runs in its own runtime on the same picture.
// Needs no network.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from '../../detectors/onnx-runtime.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { dependencyRoot } from '../../host/package-root.ts';
import { findFoldings } from './foldings.ts';
import { parseTfjsModel, type TfjsModel } from './tfjs-model.ts';
import { convertTfjsToOnnx } from './tfjs-to-onnx.ts';

interface Values {
  rows: number;
  columns: number;
  channels: number;
  data: Float32Array;
}
interface GraphFile {
  modelTopology: { node: { name: string; op: string; attr: Record<string, unknown> }[] };
  weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
}

const size = { width: 160, height: 128 };
const heads = ['tower_0/keypoints', 'tower_0/wh'];
/** Operations whose tensors are compared, besides the ends of folded groups and the heads. */
const comparedOps = [
  '_FusedConv2D',
  'Conv2D',
  'FusedDepthwiseConv2dNative',
  'DepthwiseConv2dNative',
  'ConcatV2',
  'ResizeBilinear',
  'Mean',
  'Relu',
  'Sigmoid',
];

let names: string[];
let converted: Map<string, Values>;
let original: Map<string, Values>;
let originalWithExactSixths: Map<string, Values>;

beforeAll(async () => {
  const folder = join(dependencyRoot('@vladmandic/human'), 'models');
  const text = await readFile(join(folder, 'centernet.json'), 'utf8');
  const weights = await readFile(join(folder, 'centernet.bin'));
  const model = parseTfjsModel(JSON.parse(text), weights);
  names = comparedTensors(model);
  converted = await runConverted(model);
  original = await runOriginal(JSON.parse(text) as GraphFile, weights, { exactSixths: false });
  originalWithExactSixths = await runOriginal(JSON.parse(text) as GraphFile, weights, {
    exactSixths: true,
  });
}, 240_000);

describe('the converted default model', () => {
  test('is compared at more than a hundred places from the first layer to both heads', () => {
    expect(names.length).toBeGreaterThan(100);
    expect(names).toEqual(expect.arrayContaining(heads));
    expect(names[0]).toContain('MobilenetV3/Conv');
  });

  // The original file stores the 1/6 of hard-swish as float16, 0.16663. The network was trained with 1/6, which the ONNX file uses.
  test('gives every tensor within a thousandth of its range once 1/6 is exact', () => {
    const errors = errorsAgainst(originalWithExactSixths);
    report('with 1/6 exact', errors);
    expect(errors.filter(({ error }) => !(error < 1e-3))).toEqual([]);
  });

  test('gives every tensor of the unchanged graph within a hundredth of its range', () => {
    const errors = errorsAgainst(original);
    report('as in the file', errors);
    expect(errors.filter(({ error }) => !(error < 1e-2))).toEqual([]);
  });

  test.each(heads)('has values worth comparing in %s', (name) => {
    const values = original.get(name)?.data ?? new Float32Array();
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.01);
  });

  test('fails with one tensor shifted by a cell', () => {
    const heat = converted.get('tower_0/keypoints')!;
    const shifted = new Map(converted).set('tower_0/keypoints', {
      ...heat,
      data: heat.data.map((_, at) => heat.data[at + 1] ?? 0),
    });
    expect(
      relativeError(original.get('tower_0/keypoints'), shifted.get('tower_0/keypoints')),
    ).toBeGreaterThan(1e-2);
  });
});

/** Of folded groups only the ends are tensors; the tail after the heads is not converted. */
function comparedTensors(model: TfjsModel): string[] {
  const foldings = findFoldings(model);
  const end = model.nodes.findIndex(({ name }) => name === 'tower_0/wh');
  return model.nodes
    .slice(0, end + 1)
    .filter(
      ({ name, op }) => foldings.has(name) || comparedOps.includes(op) || heads.includes(name),
    )
    .map(({ name }) => name);
}

/** A disc on a wavy background with noise, so that every layer responds. */
function somePicture(): Uint8Array {
  let seed = 7;
  const noise = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  return Uint8Array.from({ length: size.width * size.height * 3 }, (_, at) => {
    const x = Math.floor(at / 3) % size.width;
    const y = Math.floor(at / 3 / size.width);
    const disc = Math.hypot(x - 80, y - 64) < 40 ? 120 : 0;
    return Math.min(255, 60 + disc + 30 * Math.sin(x / 7 + (at % 3)) + 40 * noise());
  });
}

async function runOriginal(
  file: GraphFile,
  weights: Buffer,
  { exactSixths }: { exactSixths: boolean },
): Promise<Map<string, Values>> {
  const specs = file.weightsManifest.flatMap((group) => group.weights);
  const weightData = Uint8Array.from(weights).buffer;
  const modelTopology = takingTestSize(file.modelTopology);
  const graph = new GraphModel({
    load: () => Promise.resolve({ modelTopology, weightSpecs: specs, weightData }),
  });
  await graph.load();
  enlargeToTestSize(graph);
  if (exactSixths) setSixths(graph);
  const picture = Float32Array.from(somePicture());
  const input = tf.tensor4d(picture, [1, size.height, size.width, 3]);
  const outputs = graph.execute({ 'tower_0/images': input }, names) as tf.Tensor[];
  return new Map(outputs.map((tensor, at) => [names[at] ?? '', readOriginal(tensor)]));
}

/** The original has a fixed input size of 512 x 512. */
function takingTestSize(topology: GraphFile['modelTopology']): GraphFile['modelTopology'] {
  const dim = [1, size.height, size.width, 3].map((side) => ({ size: side }));
  const placeholder = topology.node.find(({ op }) => op === 'Placeholder');
  if (placeholder) placeholder.attr['shape'] = { shape: { dim } };
  return topology;
}

function enlargeToTestSize(graph: GraphModel): void {
  for (const [name, [side]] of Object.entries(graph.weights))
    if (name.includes('/up_sampling2d')) {
      const pixelsPerCell = 512 / (side?.dataSync()[0] ?? NaN);
      const cells = [size.height / pixelsPerCell, size.width / pixelsPerCell];
      graph.weights[name] = [tf.keep(tf.tensor1d(cells, 'int32'))];
    }
}

function setSixths(graph: GraphModel): void {
  for (const [name, [weight]] of Object.entries(graph.weights))
    if (weight?.size === 1 && Math.abs((weight.dataSync()[0] ?? 0) - 1 / 6) < 1e-3)
      graph.weights[name] = [tf.keep(tf.scalar(1 / 6))];
}

function readOriginal(tensor: tf.Tensor): Values {
  const [, rows = 1, columns = 1, channels = 1] = tensor.shape;
  return { rows, columns, channels, data: tensor.dataSync<'float32'>() };
}

async function runConverted(model: TfjsModel): Promise<Map<string, Values>> {
  const wanted = names.map((tensor) => ({ tensor, name: tensor, channels: 'channels' }));
  const session = await InferenceSession.create(convertTfjsToOnnx(model, wanted, 'test'));
  const image = new Tensor('uint8', somePicture(), [1, size.height, size.width, 3]);
  const outputs = await session.run({ image });
  await session.release();
  return new Map(names.map((name) => [name, readConverted(outputs[name])]));
}

function readConverted(tensor: Tensor | undefined): Values {
  const [, channels = 1, rows = 1, columns = 1] = tensor?.dims ?? [];
  return { rows, columns, channels, data: tensor?.data as Float32Array };
}

function errorsAgainst(theirs: Map<string, Values>): { name: string; error: number }[] {
  return names.map((name) => ({
    name,
    error: relativeError(theirs.get(name), converted.get(name)),
  }));
}

/** Largest difference divided by the largest value; NaN when the sizes differ. */
function relativeError(theirs: Values | undefined, ours: Values | undefined): number {
  if (!theirs || ours?.rows !== theirs.rows || ours.columns !== theirs.columns) return NaN;
  const cells = theirs.rows * theirs.columns;
  const differences = theirs.data.map((value, at) => {
    const cell = Math.floor(at / theirs.channels);
    const channel = at % theirs.channels;
    return Math.abs(value - (ours.data[channel * cells + cell] ?? NaN));
  });
  return largest(differences) / (largest(theirs.data) || 1);
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function report(what: string, errors: readonly { name: string; error: number }[]): void {
  const worst = errors.reduce((a, b) => (b.error > a.error ? b : a));
  const figure = worst.error.toExponential(2);
  process.stdout.write(
    `${errors.length} tensors, ${what}: at most ${figure} off, at ${worst.name}\n`,
  );
}
