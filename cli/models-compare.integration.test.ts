// The command as a user runs it: a toy model on drawn pictures with labels in COCO format, and invalid labels.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { toyYolov8 } from '../detectors/testing/toy-models.ts';
import { modelsCommand } from './models.ts';

let root: string;
let dir: string;

const image = { id: 1, file_name: 'red.png', width: 64, height: 64 };
const box = { id: 1, image_id: 1, category_id: 1, bbox: [24, 24, 8, 8] };
const coco = {
  images: [image, { ...image, id: 2, file_name: 'gone.png' }],
  annotations: [box],
  categories: [
    { id: 1, name: 'Person' },
    { id: 2, name: 'tree' },
  ],
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fencewatch-cli-compare-'));
  dir = join(root, 'weights');
  await writeFile(join(root, 'toy.onnx'), toyYolov8());
  await writeFile(join(root, 'two.txt'), 'person\ncar\n');
  await writeFile(join(root, 'good.json'), JSON.stringify(coco));
  const strange = { ...coco, annotations: [{ ...box, image_id: 9, category_id: 8 }] };
  await writeFile(join(root, 'strange.json'), JSON.stringify(strange));
  await writeFile(
    join(root, 'none.json'),
    JSON.stringify({ ...coco, images: [{ ...image, file_name: 'gone.png' }] }),
  );
  await writeFile(join(root, 'cut.json'), JSON.stringify(coco).slice(0, 50));
  const red = Buffer.from(
    '<svg width="64" height="64"><rect width="64" height="64" fill="#777"/><rect x="24" y="24" width="8" height="8" fill="#f00"/></svg>',
  );
  await sharp(red).removeAlpha().png().toFile(join(root, 'red.png'));
  await run('add', join(root, 'toy.onnx'), '--family', 'yolov8', '--labels', join(root, 'two.txt'));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const keep = (text: unknown) => {
    lines.push(String(text));
  };
  vi.spyOn(console, 'log').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation(keep);
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await modelsCommand().parseAsync([...words, '--models', dir], { from: 'user' });
    return { code: process.exitCode, text: lines.join('\n') };
  } finally {
    process.exitCode = before;
  }
}

test('compares installed models, and lists those left out', async () => {
  const json = join(root, 'figures.json');
  const report = join(root, 'figures.md');
  const { code, text } = await run(
    'compare',
    '--coco',
    join(root, 'good.json'),
    '--json',
    json,
    '--report',
    report,
  );
  expect([code, text]).toEqual([
    0,
    expect.stringContaining('1 pictures are left out: gone.png (not-there)'),
  ]);
  expect(text).toMatch(/toy +1\.000 +1\.000 +1 /);
  expect(text).toMatch(/Person +toy +too few boxes/);
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    models: [
      {
        model: 'toy',
        labels: [
          { label: 'Person', ap50: 1 },
          { label: 'tree', isKnown: false },
        ],
      },
    ],
  });
  expect(await readFile(report, 'utf8')).toContain('| Person | 1 | 1.000 | 1.000 |');
});

test.each<[string, string[], RegExp]>([
  [
    'ids that the file does not have',
    ['--coco', 'strange.json'],
    /annotations\[0\]\.image_id: .*\n.*category_id/,
  ],
  ['half a file', ['--coco', 'cut.json'], /cut\.json is not a valid set of labels:\nexpected JSON/],
  ['a file that is not there', ['--coco', 'nothing.json'], /--coco: ENOENT/],
  [
    'no picture of them',
    ['--coco', 'none.json'],
    /expected the pictures of .*none\.json.*got none/,
  ],
  [
    'a model that is not here',
    ['nope', '--coco', 'good.json'],
    /expected one of the models .*"nope"/,
  ],
])('refuses %s', async (_, words, message) => {
  const paths = words.map((word) => (word.endsWith('.json') ? join(root, word) : word));
  const { code, text } = await run('compare', ...paths);
  expect(text).toMatch(message);
  expect(code).toBe(2);
});
