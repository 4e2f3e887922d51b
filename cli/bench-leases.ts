// `fencewatch bench leases`: edges that share cameras while one is killed, frozen, cut off and ended, and Redis loses everything.
// Prints for each how long a camera had no edge or two, and how many cases were doubled or missed. Exit code 0 when all is well.
import { Command, InvalidArgumentError } from 'commander';
import { leases } from '../bench/leases/leases.ts';
import { faultNames, faultsOfLeases, leasesText } from '../bench/leases/leases-result.ts';

interface LeasesCommandOptions {
  cameras: number;
  edges: number;
  json: boolean;
}

export function leasesCommand(): Command {
  return new Command('leases')
    .description('disturb edges that share cameras; measure gaps, doubles and cases')
    .option('--cameras <count>', 'cameras of the site', countUpTo(64), 8)
    .option('--edges <count>', 'edges that share them, 2 at least', countUpTo(8), 3)
    .option('--json', 'print JSON', false)
    .action(async ({ cameras, edges, json }: LeasesCommandOptions) => {
      const result = await leases({
        cameras,
        edges: Math.max(2, edges),
        faults: faultNames,
        onProgress: (text) => {
          console.error(text);
        },
      });
      console.log(json ? JSON.stringify(result, null, 2) : leasesText(result));
      process.exitCode = faultsOfLeases(result).length === 0 ? 0 : 1;
    });
}

function countUpTo(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count > 0 && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
  };
}
