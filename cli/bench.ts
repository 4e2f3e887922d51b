// `fencewatch bench`: measures the product's claims on your own clips and machine. Exit code 0 when it could measure; 2 for bad
// usage, missing or faulty files, or a clip that cannot be read. `zoo`, `flap`, `chaos`, `soak`, `fuzz` and `replay` give 1
// when a check fails.
import { Command } from 'commander';
import { accuracyCommand } from './bench-accuracy.ts';
import { camerasCommand } from './bench-cameras.ts';
import { chaosCommand } from './bench-chaos.ts';
import { daysCommand } from './bench-days.ts';
import { dispatchBenchCommand } from './bench-dispatch.ts';
import { evidenceCommand } from './bench-evidence.ts';
import { flapCommand } from './bench-flap.ts';
import { fleetCommand } from './bench-fleet.ts';
import { fuzzCommand } from './bench-fuzz.ts';
import { leasesCommand } from './bench-leases.ts';
import { nightCommand } from './bench-night.ts';
import { benchReplayCommand } from './bench-replay.ts';
import { soakCommand } from './bench-soak.ts';
import { tamperCommand } from './bench-tamper.ts';
import { zooCommand } from './bench-zoo.ts';

export function benchCommand(): Command {
  return new Command('bench')
    .description('measure accuracy, speed, reliability and supported cameras')
    .addCommand(accuracyCommand())
    .addCommand(camerasCommand())
    .addCommand(chaosCommand())
    .addCommand(daysCommand())
    .addCommand(dispatchBenchCommand())
    .addCommand(evidenceCommand())
    .addCommand(flapCommand())
    .addCommand(fleetCommand())
    .addCommand(fuzzCommand())
    .addCommand(leasesCommand())
    .addCommand(nightCommand())
    .addCommand(benchReplayCommand())
    .addCommand(soakCommand())
    .addCommand(tamperCommand())
    .addCommand(zooCommand());
}
