// A history is written line by line and read again; an invalid line is reported.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linesOf, readHistory, writeHistory, type HistoryLine } from './history.ts';

const lines: HistoryLine[] = [
  { line: 'far', incidentId: 'f1', at: 1 },
  { line: 'poison', jobId: 'p1', at: 2 },
  { line: 'end', settledAfterMs: null, at: 3 },
];

it('returns what was written, and flushes each line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-history-'));
  try {
    const file = join(folder, 'history.jsonl');
    const writer = writeHistory(file);
    for (const [index, line] of lines.entries()) {
      writer.write(line);
      expect(readHistory(await readFile(file, 'utf8'))).toEqual(lines.slice(0, index + 1));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('is empty when nothing was written', () => {
  expect(readHistory('')).toEqual([]);
});

it.each([
  ['half a line', '{"line":"far"'],
  ['an unknown kind', '{"line":"other"}'],
  ['an unknown field', '{"line":"far","incidentId":"f","at":1,"more":1}'],
])('names the line with %s', (_, text) => {
  const whole = JSON.stringify(lines[0]);
  expect(() => readHistory(`${whole}\n${text}\n`)).toThrow(/line 2 of the history/);
});

it('finds the lines of a kind', () => {
  expect(linesOf(lines, 'poison').map(({ jobId }) => jobId)).toEqual(['p1']);
  expect(linesOf(lines, 'case')).toEqual([]);
});
