// `fencewatch bench fleet`: what the cameras of a district send, on real dispatches with PostgreSQL, Redis and Mosquitto. Prints delays, CPU
// and memory. Exit code 0 when people were told of every incident, else 1.
import { Command, InvalidArgumentError } from 'commander';
import { runFleet, type FleetOptions } from '../bench/fleet/run-fleet.ts';
import { fleetText } from '../bench/fleet/text.ts';

interface FleetCommandOptions extends Omit<FleetOptions, 'lookEveryMs'> {
  look: number;
  json: boolean;
}

export function fleetCommand(): Command {
  return new Command('fleet')
    .description('measure delay, CPU and memory with the messages of a whole district')
    .option('--cameras <count>', 'number of cameras', countOf, 1600)
    .option('--incidents-per-day <count>', 'incidents that open at each camera', countOf, 24)
    .option('--look <count>', 'milliseconds between two looks at a camera', countOf, 2000)
    .option('--watched <count>', 'cameras that somebody looks at', countOf, 40)
    .option('--dispatches <count>', 'dispatch processes on one database', countOf, 2)
    .option('--burst <count>', 'how many times the alerts in the last phase', countOf, 10)
    .option('--seconds <count>', 'duration of each of the four phases', countOf, 60)
    .option('--json', 'print JSON', false)
    .action(async ({ look, json, ...options }: FleetCommandOptions) => {
      const onProgress = (line: string) => {
        console.error(line);
      };
      const result = await runFleet({ ...options, lookEveryMs: look, onProgress });
      console.log(json ? JSON.stringify(result, null, 2) : fleetText(result));
      const isWell = result.defects === 0 && result.phases.every(({ untold }) => untold === 0);
      process.exitCode = isWell ? 0 : 1;
    });
}

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && count <= 100_000) return count;
  throw new InvalidArgumentError('expected a whole number from 1 to 100000');
}
