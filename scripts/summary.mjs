// Summarises one run of scripts/test.sh: takes the folder of its results, lists the failures and the tests that passed only at a
// second try, prints `N passed, N failed` last, exits 1 on failure.
// A check NAME left NAME.status; a test suite left NAME.json (vitest's JSON reporter) as well.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('usage: summary.mjs FOLDER');

const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of stepNames(folder)) {
  const counts = countsOf(folder, name);
  if (counts.failed > 0) console.log(`\n${name}: ${counts.failed} failed`);
  for (const line of storyOf(folder, name)) console.log(line);
  for (const key of Object.keys(total)) total[key] += counts[key];
}
if (total.passed + total.failed === 0) total.failed = 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function stepNames(path) {
  return readdirSync(path)
    .filter((file) => file.endsWith('.status'))
    .map((file) => file.slice(0, -'.status'.length));
}

function countsOf(path, name) {
  const ok = readFileSync(join(path, `${name}.status`), 'utf8').trim() === '0';
  const report = join(path, `${name}.json`);
  const isSuite = ['unit', 'integration', 'e2e'].includes(name);
  if (!isSuite) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  return suiteCounts(JSON.parse(readFileSync(report, 'utf8')), ok);
}

/** A file that could not be loaded has no tests to count, and an error outside of tests fails only the exit code. */
function suiteCounts(report, ok) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** One paragraph for each failed test, each file that could not be loaded, and each second try. */
function storyOf(path, name) {
  const report = join(path, `${name}.json`);
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return testResults.flatMap(({ name: file = '', message = '', status, assertionResults }) => {
    const lines = assertionResults.flatMap((test) => storyOfTest(relative('.', file), test));
    const loaded = lines.length > 0 || status !== 'failed';
    return loaded
      ? lines
      : [`  FAILED ${relative('.', file)} could not be loaded: ${start(message)}`];
  });
}

function storyOfTest(file, { status, fullName = '', failureMessages = [] }) {
  const first = start(failureMessages[0] ?? '');
  if (status === 'failed') return [`  FAILED ${file} > ${fullName}\n         ${first}`];
  if (failureMessages.length === 0) return [];
  return [`  passed at a second try: ${file} > ${fullName}\n         ${first}`];
}

/** The first lines of a message. */
function start(message) {
  return message.split('\n').slice(0, 12).join('\n         ').slice(0, 1_500);
}
