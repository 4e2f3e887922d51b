// `fencewatch bench night`: runs dispatch through a scripted night on a fast clock, with real Redis, PostgreSQL and Mosquitto or
// the embedded ones, while it is killed and channels fail. Exit code 0 when the judge finds no fault, else 1.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Engine } from '../bench/dispatch/place.ts';
import { runNight } from '../bench/night/run-night.ts';
import { nightText } from '../bench/night/night-text.ts';

interface NightCommandOptions {
  seed: number;
  incidents: number;
  engine: Engine;
  dispatches: number;
  minutes: number;
  json: boolean;
  keep?: string;
}

/** From 21:30 to 06:30 in Shanghai, including both shift changes. */
const wholeNightMinutes = 540;
const howItRuns = { begins: '2026-11-27T13:30:00Z', factor: 90, settleMinutes: 45 };

export function nightCommand(): Command {
  return new Command('night')
    .description(
      'run a night of incidents with kills and dead channels; report what was lost or doubled',
    )
    .option('--seed <number>', 'seed of the night', countOf(1_000_000_000), 1)
    .option('--incidents <count>', 'how many', countOf(10_000), 300)
    .addOption(
      new Option('--engine <engine>', 'real servers, or the ones embedded in dispatch')
        .choices(['external', 'embedded'])
        .default('external'),
    )
    .option('--dispatches <count>', 'at once', countOf(2), 1)
    .option('--minutes <count>', 'a shorter night', countOf(wholeNightMinutes), wholeNightMinutes)
    .option('--keep <folder>', 'folder for the whole history and the logs of dispatch')
    .option('--json', 'print JSON', false)
    .action(
      async ({ json, dispatches, keep, ...options }: NightCommandOptions, command: Command) => {
        if (options.engine === 'embedded' && dispatches === 2)
          command.error('the embedded store has one user: --dispatches 2 needs --engine external');
        if (keep !== undefined) await mkdir(keep, { recursive: true });
        const result = await runNight({
          ...howItRuns,
          ...options,
          dispatches: dispatches === 2 ? 2 : 1,
          keepLogsIn: keep,
          onProgress: (line) => {
            console.error(line);
          },
        });
        if (keep !== undefined) await writeFile(join(keep, 'night.json'), JSON.stringify(result));
        console.log(json ? JSON.stringify(result.verdict, null, 2) : nightText(result));
        process.exitCode = result.verdict.faults.length + result.defects === 0 ? 0 : 1;
      },
    );
}

function countOf(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count > 0 && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}
