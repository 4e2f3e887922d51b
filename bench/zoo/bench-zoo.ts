// `bench zoo`: selects the shapes, runs them, prints a line for each and the counts at the end. Takes the options of the command;
// returns its exit code.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openClipBrowser } from './clip-browser.ts';
import { matrixShapes } from './matrix.ts';
import { runZoo, type Outcome } from './run-zoo.ts';
import type { Shape } from './shape.ts';
import { singleShapes } from './single-shapes.ts';
import { countsText, tablePage } from './table.ts';

export interface BenchZooOptions {
  only?: string;
  table?: string;
  parallel: number;
  browser: boolean;
}

/** Its dependencies; replaced in tests. */
export interface BenchZooReach {
  run: typeof runZoo;
  openBrowser: typeof openClipBrowser;
  ffmpegVersion: () => Promise<string>;
  say: (line: string) => void;
}

const reach: BenchZooReach = {
  run: runZoo,
  openBrowser: openClipBrowser,
  ffmpegVersion,
  say: (line) => {
    console.log(line);
  },
};

export async function benchZoo(
  options: BenchZooOptions,
  { run, openBrowser, ffmpegVersion: version, say }: BenchZooReach = reach,
): Promise<0 | 1 | 2> {
  const shapes = shapesNamed(options.only ?? '');
  if (shapes.length === 0) {
    say(`no stream has a name with "${options.only ?? ''}" in it`);
    return 2;
  }
  say(`${shapes.length} streams, ${options.parallel} at a time`);
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-zoo-'));
  const browser = options.browser ? await openBrowser() : null;
  try {
    const onOutcome = (outcome: Outcome) => {
      say(outcomeText(outcome));
    };
    const outcomes = await run({ shapes, folder, browser, atATime: options.parallel, onOutcome });
    say(countsText(outcomes));
    const day = new Date().toISOString().slice(0, 10);
    const on = { day, ffmpeg: await version(), browser: browser?.version ?? null };
    if (options.table !== undefined) await writeFile(options.table, tablePage(outcomes, on));
    return outcomes.every(({ faults }) => faults.length === 0) ? 0 : 1;
  } finally {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param text part of the name, ignoring case; all when empty */
export function shapesNamed(text: string): Shape[] {
  const wanted = text.toLowerCase();
  return [...singleShapes(), ...matrixShapes()].filter(({ name }) =>
    name.toLowerCase().includes(wanted),
  );
}

function outcomeText({ shape, visits, faults }: Outcome): string {
  const live = visits.map(({ liveAfterMs }) =>
    liveAfterMs === null ? '–' : (liveAfterMs / 1000).toFixed(1),
  );
  const line = `${faults.length === 0 ? 'ok   ' : 'WRONG'} ${shape.name}; live after ${live.join(', ')} s`;
  return [line, ...faults.map((fault) => `        ${fault}`)].join('\n');
}

async function ffmpegVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)('ffmpeg', ['-version']);
  return /^ffmpeg version (\d+(?:\.\d+)*)/.exec(stdout)?.[1] ?? 'of an unknown version';
}
