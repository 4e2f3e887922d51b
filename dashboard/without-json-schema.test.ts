/// <reference types="node" />
// The replaced modules of zod export the same names as zod.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { withoutWork } from './without-json-schema.config.ts';

const zod = dirname(createRequire(import.meta.url).resolve('zod/package.json'));

test.each(['to-json-schema', 'json-schema-processors'])(
  'the names of %s are all there and do nothing',
  async (name) => {
    const file = join(zod, 'v4', 'core', `${name}.js`);
    const real = Object.keys((await import(file)) as object);
    const code = withoutWork(await readFile(file, 'utf8'));
    const left = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as object;
    expect(Object.keys(left).sort()).toEqual(real.sort());
    for (const one of Object.values(left) as (() => unknown)[]) expect(one()).toBeUndefined();
  },
);

test.each([
  ['nothing', ''],
  ['what is its own', 'const own = 1;'],
])('%s has no names', (_, code) => {
  expect(withoutWork(code)).toMatch(/export \{ {2}\};/);
});
