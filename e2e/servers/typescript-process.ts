// Runs a TypeScript file of this project in its own process, so that a test can kill it.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { watchChildFaults } from './child-faults.ts';

const hooks = fileURLToPath(new URL('./typescript-hooks.mjs', import.meta.url));

export function spawnTypescript(file: string, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', hooks, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.pipe(process.stderr, { end: false });
  watchChildFaults(child, file);
  const die = () => child.kill('SIGKILL');
  process.once('exit', die);
  child.once('exit', () => process.off('exit', die));
  return child;
}
