/// <reference types="node" />
// A text file gets two compressed forms if they are smaller; a short one gets none.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressFile } from './compress-files.config.ts';

test('both forms decompress to the file, and are smaller', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-compress-'));
  const path = join(folder, 'page.js');
  const text = 'export const fence = "围栏"; '.repeat(100);
  await writeFile(path, text);
  await compressFile(path);
  const br = await readFile(`${path}.br`);
  const gz = await readFile(`${path}.gz`);
  expect(brotliDecompressSync(br).toString()).toBe(text);
  expect(gunzipSync(gz).toString()).toBe(text);
  expect(Math.max(br.length, gz.length)).toBeLessThan(Buffer.byteLength(text));
  await rm(folder, { recursive: true });
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['a short file', Buffer.from('export {}')],
])('%s stays alone', async (_, content) => {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-compress-'));
  await writeFile(join(folder, 'page.js'), content);
  await compressFile(join(folder, 'page.js'));
  expect(await readdir(folder)).toEqual(['page.js']);
  await rm(folder, { recursive: true });
});
