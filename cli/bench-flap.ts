// `fencewatch bench flap`: an edge worker under cameras that come and go all the time. Takes how many and how many minutes;
// prints figures as it goes and at the end. Exit code 0 when the worker lived and its resources stayed flat, else 1.
import { Command, InvalidArgumentError } from 'commander';
import { flap, type FlapResult } from '../bench/flap/flap.ts';
import { resourceNames } from '../bench/flap/resources.ts';

interface FlapCommandOptions {
  cameras: number;
  minutes: number;
}

export function flapCommand(): Command {
  return new Command('flap')
    .description('cameras that flap and ffmpegs that are killed: memory, handles, children, disk')
    .option('--cameras <count>', 'cameras on one worker', countOf(64), 16)
    .option('--minutes <count>', 'how long', countOf(10_000), 10)
    .action(async ({ cameras, minutes }: FlapCommandOptions) => {
      const result = await flap({
        cameras,
        forMs: minutes * 60_000,
        onProgress: ({ passedMs, ...now }) => {
          const figures = resourceNames.map((name) => `${name} ${now[name]}`).join('  ');
          console.error(`${Math.round(passedMs / 1000)} s  ${figures}`);
        },
      });
      console.log(JSON.stringify(result, null, 2));
      process.exitCode = isGood(result) ? 0 : 1;
    });
}

export function isGood({ isAlive, defects, liveAtEnd, cameras, trends }: FlapResult): boolean {
  const isFlat = resourceNames.every((name) => trends[name].isFlat);
  return isAlive && defects === 0 && liveAtEnd === cameras && isFlat;
}

function countOf(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count > 0 && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}
