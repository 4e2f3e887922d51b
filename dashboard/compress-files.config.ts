/// <reference types="node" />
// A build step: writes compressed forms of each text file, `x.js.br` and `x.js.gz`, which dispatch sends to clients that accept
// them. They are made once, so strong compression is affordable.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** A smaller file fits in one packet anyway. */
const smallestBytes = 1024;
const ofText = /\.(js|css|svg|json|webmanifest)$/;

export function compressFiles(): Plugin {
  return {
    name: 'compress-files',
    apply: 'build',
    writeBundle: async ({ dir }, bundle) => {
      if (dir === undefined) return;
      const names = Object.keys(bundle).filter((name) => ofText.test(name));
      await Promise.all(names.map((name) => compressFile(join(dir, name))));
    },
  };
}

/** No file is written if compression does not help. */
export async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < smallestBytes) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const forms = [
    { end: 'br', bytes: await promisify(brotliCompress)(content, { params }) },
    { end: 'gz', bytes: await promisify(gzip)(content, { level: 9 }) },
  ];
  for (const { end, bytes } of forms)
    if (bytes.length < content.length) await writeFile(`${path}.${end}`, bytes);
}
