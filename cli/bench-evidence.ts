// `fencewatch bench evidence`: CPU and bytes of recording, clips, sealing and the custody log on a camera-day, beside analysis alone.
// Exit code 0 when it could measure; 2 for bad usage, a missing film, model or server, or a camera that did not come.
import { Command } from 'commander';
import { messageOf } from '../host/error-message.ts';
import { countOf, listOf } from './bench-cameras.ts';

interface EvidenceCommandOptions {
  seconds: number;
  mix: string[];
  cameras: number;
  together: number;
  cases: number;
  looks: number;
  entries: number;
  models?: string;
  json: boolean;
}

export function evidenceCommand(): Command {
  return new Command('evidence')
    .description('measure recording, clips, sealing and the custody log, beside analysis alone')
    .option('--seconds <n>', 'how long recording is measured', countOf(3600), 60)
    .option('--mix <films>', 'busy, quiet, or files, separated by commas', listOf, [
      'busy',
      'quiet',
    ])
    .option('--cameras <n>', 'cameras of each of the two workers', countOf(100), 4)
    .option(
      '--together <n>',
      'number of cases at once, to measure the cost of one',
      countOf(100),
      10,
    )
    .option('--cases <n>', 'number of cases in a camera-day', countOf(1000), 10)
    .option('--looks <n>', 'custody log entries of people for each case', countOf(1000), 20)
    .option(
      '--entries <n>',
      'number of entries with which the custody log is measured',
      countOf(1e6),
      10_000,
    )
    .option('--models <dir>', 'models folder')
    .option('--json', 'print JSON', false)
    .action(async (options: EvidenceCommandOptions) => {
      // Loaded late: it needs servers that an installation without tests does not have.
      const { benchEvidence } = await import('../bench/evidence/bench-evidence.ts');
      await benchEvidence(options).catch((error: unknown) => {
        console.error(messageOf(error));
        process.exitCode = 2;
      });
    });
}
