// `fencewatch bench tamper`: changes bundles and logs at random and runs the verifiers on each. Prints how many changes of each
// kind were made, missed, or attributed to the wrong file. Exit code 0 when none was, else 1.
import { Command, InvalidArgumentError } from 'commander';
import { openDistrict } from '../bench/tamper/swaps/open-district.ts';
import { tamper, type TamperResult } from '../bench/tamper/tamper.ts';

interface TamperCommandOptions {
  rounds: number;
  seed: number;
  json: boolean;
  dispatch: boolean;
}

export function tamperCommand(): Command {
  return new Command('tamper')
    .description('change bundles and logs at random, and report whether each change is found')
    .option('--rounds <count>', 'how many changes', countOf, 10_000)
    .option('--seed <count>', 'seed of the random changes', countOf, 1)
    .option('--no-dispatch', 'leave out swaps between cases, which need Redis and PostgreSQL')
    .option('--json', 'print JSON', false)
    .action(async ({ rounds, seed, json, dispatch }: TamperCommandOptions) => {
      const onProgress = (done: number) => {
        console.error(`${done} changes`);
      };
      const district = dispatch ? await openDistrict() : null;
      let result: TamperResult;
      try {
        result = await tamper({ rounds, seed, district, onProgress });
      } finally {
        await district?.stop();
      }
      console.log(json ? JSON.stringify(result, null, 2) : textOf(result));
      const isWell = result.missed.length === 0 && result.wronglyNamed.length === 0;
      process.exitCode = isWell ? 0 : 1;
    });
}

function textOf({ changes, byKind, missed, wronglyNamed }: TamperResult): string {
  return [
    ...Object.entries(byKind).map(([kind, count]) => `${kind}\t${count}`),
    `changes\t${changes}`,
    `missed\t${missed.length}`,
    `wrongly named\t${wronglyNamed.length}`,
    ...[...missed, ...wronglyNamed].slice(0, 50),
  ].join('\n');
}

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && count <= 10_000_000) return count;
  throw new InvalidArgumentError('expected a whole number from 1 to 10000000');
}
