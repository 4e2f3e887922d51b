// `fencewatch labels export`: people's verdicts on alerts as a folder for learning and measuring: `labels.jsonl` with one line
// each, `pictures/` and `observations/`. Takes dispatch's address, a token and the days; returns the exit code.
import { Command } from 'commander';
import { exportLabels } from './labels-export.ts';

interface ExportOptions {
  dispatch: string;
  from: string;
  to: string;
  out: string;
}

export function labelsCommand(): Command {
  const labels = new Command('labels').description('what people have said of alerts');
  labels
    .command('export')
    .description(
      'export a labelled data set: picture, observations, trace and verdict of each case',
    )
    .requiredOption('--dispatch <url>', 'address of dispatch; the token is in FENCEWATCH_TOKEN')
    .requiredOption('--from <day>', 'the first day, such as 2026-11-01')
    .requiredOption('--to <day>', 'the last day')
    .requiredOption('--out <folder>', 'folder for the data set')
    .action(async (options: ExportOptions) => {
      const { dispatch: url, from, to, out } = options;
      const token = process.env['FENCEWATCH_TOKEN'] ?? '';
      const done = await exportLabels({ url, from, to, out, token });
      if (done.ok)
        console.log(`${done.labels} labels, ${done.pictures} pictures, ${done.observations} logs`);
      else console.error(done.reason);
      process.exitCode = done.ok ? 0 : 3;
    });
  return labels;
}
