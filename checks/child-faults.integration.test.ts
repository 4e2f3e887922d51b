// A test run fails on unhandled rejections, in tests and in their child processes, even if every test passed.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../host/package-root.ts';
import { defectMessage } from '../host/defects.ts';
import { watchChildFaults } from '../e2e/servers/child-faults.ts';

async function faultsOf(script: string, mayEnd = false): Promise<string[]> {
  const faults: string[] = [];
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const watch = watchChildFaults(child, 'the child', ({ message }) => faults.push(message));
  if (mayEnd) watch.mayEnd();
  await once(child, 'close');
  return faults;
}

describe('a process that a test started', () => {
  it.each([
    ['ends well', '', false, []],
    ['ends with an error', 'process.exit(3)', false, [/by itself with code 3/]],
    ['ends with an error that was expected', 'process.exit(3)', true, []],
    ['is killed', 'process.kill(process.pid, "SIGKILL")', false, []],
    ['ends by a rejection', 'Promise.reject(7)', false, [/reports a defect/, /with code 1/]],
    ['goes on after a defect', `console.log('x', '${defectMessage}')`, false, [/reports a defect/]],
    [
      'says it in two pieces',
      `process.stdout.write('${defectMessage.slice(0, 9)}'); setTimeout(() => process.stdout.write('${defectMessage.slice(9)}'), 60)`,
      false,
      [/reports a defect/],
    ],
  ])('and %s', async (_, script, mayEnd, expected) => {
    const faults = await faultsOf(script, mayEnd);
    expect(faults).toEqual(expected.map((pattern) => expect.stringMatching(pattern) as string));
  });
});

const rejecting = `import { it } from 'vitest';
it('passes', () => { void Promise.reject(new Error('nobody listens')); });
`;

describe('a test run with an unhandled rejection', () => {
  it.concurrent.each([
    ['unit', 'x.test.ts'],
    ['integration', 'x.integration.test.ts'],
    ['e2e', 'e2e/x.test.ts'],
  ])('fails in the project %s although its tests pass', async (project, file) => {
    const root = packageRoot();
    await mkdir(join(root, '.cache'), { recursive: true });
    const dir = await mkdtemp(join(root, '.cache', 'rejection-'));
    try {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await mkdir(join(dir, 'e2e'), { recursive: true });
      await writeFile(join(dir, 'e2e', 'prepare.ts'), 'export default () => undefined;\n');
      await writeFile(join(dir, file), rejecting);
      const { code, output } = await runVitest(dir, project);
      expect(output).toContain('nobody listens');
      expect(output).toContain('1 passed');
      expect(code).toBe(1);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});

async function runVitest(dir: string, project: string) {
  const root = packageRoot();
  const args = ['run', '--root', dir, '--config', join(root, 'vitest.config.ts')];
  const program = join(root, 'node_modules', '.bin', 'vitest');
  return new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(program, [...args, '--project', project], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr });
    });
  });
}
