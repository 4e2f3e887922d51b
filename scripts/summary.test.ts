// The last line of a test run must never hide a failure: runs the script on made-up results.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fencewatch-summary-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Suite {
  passed: number;
  failed?: number;
  skipped?: number;
  unloadable?: number;
}

function addCheck(name: string, exitCode: number) {
  writeFileSync(join(folder, `${name}.status`), `${exitCode}\n`);
}

function addSuite(name: string, exitCode: number, suite: Suite) {
  addCheck(name, exitCode);
  const { passed, failed = 0, skipped = 0, unloadable = 0 } = suite;
  const failedFiles =
    failed > 0 ? [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] : [];
  const unloadableFiles = Array.from({ length: unloadable }, () => ({
    status: 'failed',
    assertionResults: [],
  }));
  const report = {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults: [...failedFiles, ...unloadableFiles],
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(report));
}

interface FileResult {
  name: string;
  status: string;
  message?: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

function writeReport(name: string, testResults: FileResult[]) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (wanted: string) => tests.filter(({ status }) => status === wanted).length;
  const report = {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
  };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(report));
}

function summarize() {
  const { stdout, status } = spawnSync(process.execPath, ['scripts/summary.mjs', folder], {
    encoding: 'utf8',
  });
  return { output: stdout, lastLine: stdout.trim().split('\n').at(-1), status };
}

describe('the summary of a test run', () => {
  it('counts a run without results as a failure', () => {
    expect(summarize()).toMatchObject({ lastLine: '0 passed, 1 failed', status: 1 });
  });

  it('adds the results of checks and suites', () => {
    addCheck('format', 0);
    addCheck('lint', 0);
    addSuite('unit', 0, { passed: 40 });
    addSuite('e2e', 0, { passed: 2, skipped: 3 });
    expect(summarize()).toMatchObject({ lastLine: '44 passed, 0 failed, 3 skipped', status: 0 });
  });

  it('counts a failed check as one failure', () => {
    addCheck('types', 2);
    addSuite('unit', 0, { passed: 4 });
    expect(summarize()).toMatchObject({ lastLine: '4 passed, 1 failed', status: 1 });
  });

  it('counts failed tests one by one', () => {
    addSuite('unit', 1, { passed: 4, failed: 3 });
    expect(summarize()).toMatchObject({ lastLine: '4 passed, 3 failed', status: 1 });
  });

  it('counts a test file that cannot be loaded', () => {
    addSuite('unit', 1, { passed: 4, failed: 1, unloadable: 2 });
    expect(summarize()).toMatchObject({ lastLine: '4 passed, 3 failed', status: 1 });
  });

  it('counts a suite that failed outside of its tests', () => {
    addSuite('integration', 1, { passed: 9 });
    expect(summarize()).toMatchObject({ lastLine: '9 passed, 1 failed', status: 1 });
  });

  it('counts a suite that died before it reported', () => {
    addCheck('format', 0);
    addCheck('integration', 137);
    expect(summarize()).toMatchObject({ lastLine: '1 passed, 1 failed', status: 1 });
  });

  it('names what failed, where and why, above the last line', () => {
    addCheck('integration', 1);
    const failing = {
      status: 'failed',
      fullName: 'an outbox keeps what it has',
      failureMessages: ['AssertionError: expected 1 to be 2\n    at outbox.test.ts:4'],
    };
    const flaky = {
      status: 'passed',
      fullName: 'a broker comes back',
      failureMessages: ['Error: timed out'],
    };
    writeReport('integration', [
      { name: resolve('edge/outbox.test.ts'), status: 'failed', assertionResults: [failing] },
      { name: resolve('edge/broker.test.ts'), status: 'passed', assertionResults: [flaky] },
      {
        name: resolve('edge/odd.test.ts'),
        status: 'failed',
        message: 'no such module',
        assertionResults: [],
      },
    ]);
    const { output, lastLine } = summarize();
    expect(output).toContain('FAILED edge/outbox.test.ts > an outbox keeps what it has');
    expect(output).toContain('AssertionError: expected 1 to be 2');
    expect(output).toContain('passed at a second try: edge/broker.test.ts > a broker comes back');
    expect(output).toContain('FAILED edge/odd.test.ts could not be loaded: no such module');
    expect(lastLine).toBe('1 passed, 2 failed');
  });
});
