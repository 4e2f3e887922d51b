// The zoo from the command line: picks the shapes, runs them, prints a line each as it ends and the counts at the end. Takes
// the options of the command; gives its exit code.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openClipBrowser } from './clip-browser.ts';
import { matrixShapes } from './matrix.ts';
import { runZoo, type Outcome } from './run-zoo.ts';
import { singleShapes } from './single-shapes.ts';
import { countsText, tablePage } from './table.ts';

export interface BenchZooOptions {
  only?: string;
  table?: string;
  parallel: number;
  browser: boolean;
}

export async function benchZoo(options: BenchZooOptions): Promise<0 | 1 | 2> {
  const wanted = options.only?.toLowerCase() ?? '';
  const shapes = [...singleShapes(), ...matrixShapes()].filter(({ name }) =>
    name.toLowerCase().includes(wanted),
  );
  if (shapes.length === 0) {
    console.error(`no stream has a name with "${options.only ?? ''}" in it`);
    return 2;
  }
  console.log(`${shapes.length} streams, ${options.parallel} at a time`);
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-zoo-'));
  const browser = options.browser ? await openClipBrowser() : null;
  try {
    const outcomes = await runZoo({
      ...{ shapes, folder, browser, atATime: options.parallel },
      onOutcome: (outcome) => {
        console.log(outcomeText(outcome));
      },
    });
    console.log(countsText(outcomes));
    const run = { day: new Date().toISOString().slice(0, 10), ffmpeg: await ffmpegVersion() };
    if (options.table !== undefined)
      await writeFile(
        options.table,
        tablePage(outcomes, { ...run, browser: browser?.version ?? null }),
      );
    return outcomes.every(({ faults }) => faults.length === 0) ? 0 : 1;
  } finally {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  }
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
