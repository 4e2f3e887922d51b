// `fencewatch fences`: runs fences over the history of a camera. Exit code 0; 2 for bad usage, site file or draft, with nothing
// printed; 3 when the observations are damaged.
import { Command } from 'commander';
import { adviseFence, type FencesAdviseOptions } from './fences-advise.ts';
import { adviseOnAll } from './fences-repeated.ts';
import { testFences, type FencesTestOptions } from './fences-test.ts';

type AdviseOptions = Omit<FencesAdviseOptions, 'fence'> & { fence?: string };

export function fencesCommand(): Command {
  const fences = new Command('fences').description('try fences on what cameras have seen');
  fences
    .command('test')
    .description('print the incidents that fences would have raised, as `analyze` prints them')
    .requiredOption('--site <file>', 'site file, YAML')
    .option('--draft <file>', 'fences to try; they replace those with the same id')
    .option('--observations <file>', 'observation log, as `analyze --observations` writes it')
    .option('--camera <id>', 'camera whose stored observations are read')
    .option('--from <time>', 'such as 2026-11-22T20:00, in the time zone of the site')
    .option('--to <time>', 'end of the time, exclusive')
    .option('--data <dir>', 'data folder of an edge worker or of dispatch', 'data/edge')
    .option(
      '--sweep <setting=values>',
      'print alerts per night for values of dwell, minCover, minArea or minCount',
      many,
    )
    .option('--json', 'one JSON object a line')
    .action(async (options: FencesTestOptions) => {
      process.exitCode = await testFences(options);
    });
  return fences.addCommand(adviseCommand());
}

function adviseCommand(): Command {
  return new Command('advise')
    .description('propose the change that avoids most void alerts and loses no confirmed one')
    .requiredOption('--site <file>', 'site file, YAML')
    .option(
      '--fence <id>',
      'the fence; without it, list fences with places that were void repeatedly',
    )
    .option('--labels <file>', 'verdicts: a list of {fence, at, verdict, cause}, YAML or JSON')
    .option('--observations <file>', 'observation log, as `analyze --observations` writes it')
    .option('--camera <id>', 'camera whose stored observations are read')
    .option('--from <time>', 'such as 2026-11-22T20:00, in the time zone of the site')
    .option('--to <time>', 'end of the time, exclusive')
    .option('--data <dir>', 'data folder of an edge worker or of dispatch', 'data/edge')
    .option(
      '--dispatch <url>',
      'address of dispatch, to use its data; the token is in FENCEWATCH_TOKEN',
    )
    .option('--draft <file>', 'where to write the fence with the change, for `fences test --draft`')
    .option('--report <file>', 'write an HTML page with the alerts of both lists as pictures')
    .option('--json', 'one JSON object')
    .action(async (options: AdviseOptions) => {
      process.exitCode =
        options.fence === undefined
          ? await adviseOnAll(options)
          : await adviseFence({ ...options, fence: options.fence });
    });
}

function many(value: string, before: string[] = []): string[] {
  return [...before, value];
}
