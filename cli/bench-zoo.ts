// `fencewatch bench zoo`: plays streams of every kind to the real capture and reports how each is handled. Exit code 0 when all
// results are as expected, 1 when one is not, 2 for bad usage.
import { Command, InvalidArgumentError } from 'commander';

export interface ZooCommandOptions {
  only?: string;
  table?: string;
  parallel: number;
  browser: boolean;
}

export function zooCommand(): Command {
  return new Command('zoo')
    .description('play many kinds of camera streams, and report how each is handled')
    .option('--only <text>', 'only streams whose name contains this text')
    .option('--table <file>', 'write the result as a page')
    .option('--parallel <n>', 'number of streams at a time', parseCount, 4)
    .option('--no-browser', 'do not play the clips in Chromium')
    .action(async (options: ZooCommandOptions) => {
      // Loaded late: it needs packages and servers that an installation without tests does not have.
      const { benchZoo } = await import('../bench/zoo/bench-zoo.ts');
      process.exitCode = await benchZoo(options);
    });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new InvalidArgumentError('expected a whole number from 1 to 64');
}
