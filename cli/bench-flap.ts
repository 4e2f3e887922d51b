// `fencewatch bench flap`: runs an edge worker with cameras that come and go all the time, and finally kills and restarts it.
// Takes the numbers of cameras and minutes; prints figures during the run and at the end. Exit code 0 when it lived until it was
// killed, its resources stayed flat and all cameras came back, else 1.
import { Command, InvalidArgumentError } from 'commander';
import { faultsOfFlap, flapText } from '../bench/flap/flap-result.ts';
import { flap } from '../bench/flap/flap.ts';
import { resourceNames } from '../bench/flap/resources.ts';

interface FlapCommandOptions {
  cameras: number;
  minutes: number;
  json: boolean;
}

export function flapCommand(): Command {
  return new Command('flap')
    .description(
      'run unstable cameras, kill ffmpegs, then the worker; measure memory, handles, children, disk',
    )
    .option('--cameras <count>', 'cameras on one worker', countOf(64), 16)
    .option('--minutes <count>', 'how long', countOf(10_000), 10)
    .option('--json', 'print JSON', false)
    .action(async ({ cameras, minutes, json }: FlapCommandOptions) => {
      const result = await flap({
        cameras,
        forMs: minutes * 60_000,
        onProgress: ({ passedMs, ...now }) => {
          const figures = resourceNames.map((name) => `${name} ${now[name]}`).join('  ');
          console.error(`${Math.round(passedMs / 1000)} s  ${figures}`);
        },
      });
      console.log(json ? JSON.stringify(result, null, 2) : flapText(result));
      process.exitCode = faultsOfFlap(result).length === 0 ? 0 : 1;
    });
}

function countOf(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count > 0 && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}
