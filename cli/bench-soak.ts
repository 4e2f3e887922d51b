// `fencewatch bench soak`: the whole product for as long as asked, with a fault now and then; what grows is found and drawn. Exit code
// 0 when nothing grew and nothing was lost, else 1.
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runSoak } from '../bench/soak/run-soak.ts';
import { soakText } from '../bench/soak/soak-text.ts';
import { modelsFolder } from './models-folder.ts';

interface SoakCommandOptions {
  minutes: number;
  seed: number;
  cameras: number;
  faultsPerHour: number;
  model: boolean;
  models: string;
  keep: string;
  json: boolean;
}

/** So many cameras with one look a second take about 60 % of the cores. */
const camerasACore = 6;

export function soakCommand(): Command {
  return new Command('soak')
    .description('run the whole product for a long time, and find what grows or is lost')
    .option('--minutes <number>', 'how long', numberIn(1, 100_000), 60)
    .option('--seed <number>', 'of the world and the faults', wholeNumberIn(1, 1_000_000_000), 1)
    .option(
      '--cameras <count>',
      'cameras with streams: the load',
      wholeNumberIn(1, 64),
      Math.min(64, cpus().length * camerasACore),
    )
    .option('--faults-per-hour <number>', 'how often something is broken', numberIn(0, 600), 6)
    .option('--no-model', 'run no model: less load')
    .option('--models <dir>', 'models folder (env: FENCEWATCH_MODELS_DIR)', modelsFolder())
    .option('--keep <folder>', 'folder for all files', join(tmpdir(), 'fencewatch-soak'))
    .option('--json', 'print JSON', false)
    .action(runCommand);
}

async function runCommand(options: SoakCommandOptions): Promise<void> {
  const { minutes, seed, cameras, faultsPerHour, model, models, keep, json } = options;
  const result = await runSoak({
    ...{ minutes, seed, cameras, faultsPerHour },
    ...{ modelsDir: model ? models : null, keepIn: keep },
    onProgress: (line) => {
      console.error(line);
    },
  });
  const { samples: _, ...told } = result;
  console.log(json ? JSON.stringify(told, null, 2) : soakText(result));
  process.exitCode = result.verdict.ok ? 0 : 1;
}

function numberIn(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== '' && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`expected a number from ${least} to ${most}`);
  };
}

function wholeNumberIn(least: number, most: number): (text: string) => number {
  const number = numberIn(least, most);
  return (text) => {
    if (Number.isInteger(number(text))) return number(text);
    throw new InvalidArgumentError('expected a whole number');
  };
}
