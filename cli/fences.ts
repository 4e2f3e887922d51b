// `fencewatch fences`: what fences would have said of the past. Exit code 0; 2 for bad usage, site file or draft, with
// nothing printed; 3 when the observations are damaged.
import { Command } from 'commander';
import { testFences, type FencesTestOptions } from './fences-test.ts';

export function fencesCommand(): Command {
  const fences = new Command('fences').description('try fences on what cameras have seen');
  fences
    .command('test')
    .description('print the incidents that fences would have raised, as `analyze` prints them')
    .requiredOption('--site <file>', 'site file, YAML')
    .option('--draft <file>', 'fences to try: they take the place of those with the same id')
    .option('--observations <file>', 'observation log, as `analyze --observations` writes it')
    .option('--camera <id>', 'whose kept observations to read')
    .option('--from <time>', 'such as 2026-11-22T20:00, in the time zone of the site')
    .option('--to <time>', 'the first moment that is left out')
    .option('--data <dir>', 'data folder of an edge worker or of dispatch', 'data/edge')
    .option(
      '--sweep <setting=values>',
      'alerts a night against dwell, minCover, minArea or minCount',
      many,
    )
    .option('--json', 'one JSON object a line')
    .action(async (options: FencesTestOptions) => {
      process.exitCode = await testFences(options);
    });
  return fences;
}

function many(value: string, before: string[] = []): string[] {
  return [...before, value];
}
