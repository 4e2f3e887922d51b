// Lets plain Node run this project's TypeScript in its own process, for tests that kill one. Used by `node --import
// e2e/servers/typescript-hooks.mjs FILE.ts`; types are stripped, not checked.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);
// Hooks run in their own thread: the compiler is needed only there.
const compiler = isMainThread ? null : await import('rolldown/utils');

export async function load(url, context, nextLoad) {
  if (!compiler || !url.endsWith('.ts')) return nextLoad(url, context);
  const file = fileURLToPath(url);
  const { code, errors } = await compiler.transform(file, await readFile(file, 'utf8'));
  if (errors.length > 0) throw errors[0];
  return { format: 'module', source: code, shortCircuit: true };
}
