// `fencewatch bench`: measures what the product claims, on anyone's clips. Exit code 0 when it could measure, whatever
// came out; 2 for bad usage, missing or faulty files, or a clip that cannot be read.
import { Command } from 'commander';
import { accuracyCommand } from './bench-accuracy.ts';

export function benchCommand(): Command {
  return new Command('bench')
    .description('measure what is found and missed, false alarms and cost')
    .addCommand(accuracyCommand());
}
