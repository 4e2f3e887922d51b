// Runs a TypeScript file of this project in a worker thread, for tests. Takes the file; returns the start script for a Worker. A
// thread has its own module hooks, so those of the process do not reach it.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

export function typescriptThread(file: string): URL {
  const hooks = pathToFileURL(join(import.meta.dirname, 'typescript-hooks.mjs')).href;
  const script = [
    `import { register } from 'node:module';`,
    `register(${JSON.stringify(hooks)});`,
    `await import(${JSON.stringify(pathToFileURL(file).href)});`,
  ];
  return new URL(`data:text/javascript,${encodeURIComponent(script.join('\n'))}`);
}
