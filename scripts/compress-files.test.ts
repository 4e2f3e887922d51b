// A file of text gets its two forms, as long as they are smaller; a short one stays alone.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../dispatch/testing/temporary-folder.ts';
import { compressFile } from './compress-files.ts';

test('both forms give the file again, and are smaller', async () => {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'page.js');
  const text = 'export const fence = "围栏"; '.repeat(100);
  await writeFile(path, text);
  await compressFile(path);
  const [br, gz] = [await readFile(`${path}.br`), await readFile(`${path}.gz`)];
  expect(brotliDecompressSync(br).toString()).toBe(text);
  expect(gunzipSync(gz).toString()).toBe(text);
  expect(Math.max(br.length, gz.length)).toBeLessThan(Buffer.byteLength(text));
  await folder.remove();
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['a short file', Buffer.from('export {}')],
])('%s stays alone', async (_, content) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'page.js'), content);
  await compressFile(join(folder.path, 'page.js'));
  expect(await readdir(folder.path)).toEqual(['page.js']);
  await folder.remove();
});
