// `fencewatch bench chaos`: real edges, dispatch and servers under a schedule of faults that comes from a seed, and a checker over
// the history of each run. Exit code 0 when every seed is green, else 1.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { runText, totalText } from '../bench/chaos/chaos-text.ts';
import { plants, type Plant } from '../bench/chaos/plant.ts';
import { runChaos, type ChaosResult } from '../bench/chaos/run-chaos.ts';
import { roundMs } from '../bench/chaos/scripted-world.ts';

interface ChaosCommandOptions {
  seed: number;
  seeds: number;
  minutes: number;
  cameras: number;
  edges: number;
  backlog: number;
  keep: string;
  plant?: Plant;
  json: boolean;
}

const reportsOfBacklog = 18;

export function chaosCommand(): Command {
  return new Command('chaos')
    .description(
      'break every part of the whole product by a seeded schedule, and check its history',
    )
    .option('--seed <number>', 'the first seed', wholeTo(1_000_000_000), 1)
    .option('--seeds <count>', 'how many seeds, one after the other', wholeTo(10_000), 1)
    .option('--minutes <number>', 'how long each world lasts', minutesOf, 1.7)
    .option('--cameras <count>', 'cameras with streams', wholeTo(64), 4)
    .option('--edges <count>', 'edges that share them', wholeTo(2), 2)
    .option('--backlog <count>', 'alerts that come at once', wholeTo(1_000_000), 300)
    .option('--keep <folder>', 'folder for histories and logs', join(tmpdir(), 'fencewatch-chaos'))
    .addOption(new Option('--plant <bug>', 'a planted bug, which must be found').choices(plants))
    .option('--json', 'print JSON', false)
    .action(async (options: ChaosCommandOptions) => {
      const runs = await runAll(options);
      const { json } = options;
      console.log(json ? JSON.stringify(runs, null, 2) : totalText(runs));
      process.exitCode = runs.every(({ verdict }) => verdict.faults.length === 0) ? 0 : 1;
    });
}

async function runAll(options: ChaosCommandOptions): Promise<ChaosResult[]> {
  const { seed, seeds, minutes, cameras, edges, backlog, keep, plant, json } = options;
  const runs: ChaosResult[] = [];
  for (let next = seed; next < seed + seeds; next += 1) {
    const result = await runChaos({
      ...{ seed: next, cameras, edges, plant, keepIn: keep },
      rounds: Math.max(1, Math.round((minutes * 60_000) / roundMs)),
      amounts: {
        many: 40,
        backlog: Math.max(1, Math.round(backlog / (reportsOfBacklog + 2))),
        reports: reportsOfBacklog,
      },
      onProgress: (line) => {
        console.error(line);
      },
    });
    runs.push(result);
    if (!json) console.log(runText(result));
    if (!json) console.log(`  history: ${result.historyFile}`);
  }
  return runs;
}

function wholeTo(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count > 0 && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (minutes >= 0.5 && minutes <= 60) return minutes;
  throw new InvalidArgumentError('expected a number from 0.5 to 60');
}
