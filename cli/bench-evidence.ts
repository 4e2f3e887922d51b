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
    .description('what recording, clips, sealing and the custody log cost beside analysis alone')
    .option('--seconds <n>', 'how long recording is measured', countOf(3600), 60)
    .option('--mix <films>', 'busy, quiet, or files, with commas between', listOf, [
      'busy',
      'quiet',
    ])
    .option('--cameras <n>', 'cameras of each of the two workers', countOf(100), 4)
    .option('--together <n>', 'cases at once, to measure the cost of one', countOf(100), 10)
    .option('--cases <n>', 'cases of a camera-day', countOf(1000), 10)
    .option('--looks <n>', 'entries of people in the custody log a case', countOf(1000), 20)
    .option('--entries <n>', 'entries that the custody log is measured with', countOf(1e6), 10_000)
    .option('--models <dir>', 'models folder')
    .option('--json', 'print figures for programs', false)
    .action(async (options: EvidenceCommandOptions) => {
      // Loaded late: it needs servers that an installation without tests does not have.
      const { benchEvidence } = await import('../bench/evidence/bench-evidence.ts');
      await benchEvidence(options).catch((error: unknown) => {
        console.error(messageOf(error));
        process.exitCode = 2;
      });
    });
}
