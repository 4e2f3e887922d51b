// ONE SOAK: the town of chaos for as long as asked, with a fault now and then. Takes the settings; writes the history, the samples and
// the drawing, and returns the verdict.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { linesOf, readHistory } from '../chaos/history.ts';
import { runChaos, type ChaosResult } from '../chaos/run-chaos.ts';
import { worldEndMs } from '../chaos/scripted-world.ts';
import { createLineCounter } from './count-lines.ts';
import { soakPage } from './draw/page.ts';
import { judgeSoak, type SoakVerdict } from './judge-soak.ts';
import { readSamples, type Sample } from './sample.ts';
import { planSoak, roundsOf, soakWorld } from './soak-plan.ts';
import { watchSoak } from './watch-soak.ts';

export interface SoakOptions {
  seed: number;
  minutes: number;
  cameras: number;
  faultsPerHour: number;
  /** Null: no model runs. */
  modelsDir: string | null;
  keepIn: string;
  nodeArguments?: readonly string[];
  onProgress?: (line: string) => void;
}

export interface SoakResult {
  seed: number;
  verdict: SoakVerdict;
  chaos: ChaosResult;
  samples: readonly Sample[];
  cores: number;
  samplesFile: string;
  drawing: string;
}

const edges = 2;
const amounts = { many: 40, backlog: 15, reports: 18 };

export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const { seed, keepIn } = options;
  await mkdir(keepIn, { recursive: true });
  const samplesFile = join(keepIn, `samples-${seed}.jsonl`);
  await rm(samplesFile, { force: true });
  const chaos = await live(options, samplesFile);
  return judgeAndDraw(chaos, { samplesFile, options });
}

async function live(options: SoakOptions, file: string): Promise<ChaosResult> {
  const { seed, minutes, cameras, faultsPerHour: perHour, modelsDir } = options;
  const world = soakWorld(options);
  const counter = createLineCounter();
  const plan = planSoak({ seed, withinMs: worldEndMs(world), perHour });
  options.onProgress?.(`${cameras} cameras, ${minutes} minutes, ${plan.length} faults`);
  return runChaos({
    ...options,
    ...{ edges, amounts, rounds: roundsOf(minutes) },
    onProgress: (line) => options.onProgress?.(line),
    course: {
      ...{ name: 'soak', world, plan, modelsDir, onLine: counter.note },
      watch: (town) => watchSoak(town, { counter, file }),
    },
  });
}

async function judgeAndDraw(
  chaos: ChaosResult,
  { samplesFile, options }: { samplesFile: string; options: SoakOptions },
): Promise<SoakResult> {
  const { seed, minutes, cameras, keepIn } = options;
  const samples = readSamples(await readFile(samplesFile, 'utf8'));
  const history = readHistory(await readFile(chaos.historyFile, 'utf8'));
  const faults = linesOf(history, 'fault');
  const verdict = judgeSoak({ samples, spans: faults, faults: chaos.verdict.faults });
  const drawing = join(keepIn, `soak-${seed}.html`);
  const cores = cpus().length;
  await writeFile(
    drawing,
    soakPage({ samples, faults, verdict, of: { seed, minutes, cameras, cores } }),
  );
  return { seed, verdict, chaos, samples, cores, samplesFile, drawing };
}
