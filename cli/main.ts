#!/usr/bin/env node
// The `fencewatch` command: one file a subcommand. Exit code 2 for bad usage, whatever the subcommand.
import { Command, CommanderError } from 'commander';
import { analyzeCommand } from './analyze.ts';
import { benchCommand } from './bench.ts';
import { demoCommand } from './demo.ts';
import { dispatchCommand } from './dispatch.ts';
import { edgeCommand } from './edge.ts';
import { fencesCommand } from './fences.ts';
import { modelsCommand } from './models.ts';
import { routesCommand } from './routes.ts';
import { simulateCommand } from './simulate.ts';
import { siteCommand } from './site.ts';
import { storeCommand } from './store.ts';
import { usersCommand } from './users.ts';

function fencewatch(): Command {
  const program = new Command('fencewatch')
    .description('electronic fences for a city: from a camera to a case that somebody handles')
    .showHelpAfterError('(fencewatch --help says more)');
  for (const command of [
    demoCommand(),
    edgeCommand(),
    dispatchCommand(),
    analyzeCommand(),
    benchCommand(),
    fencesCommand(),
    routesCommand(),
    simulateCommand(),
    modelsCommand(),
    siteCommand(),
    storeCommand(),
    usersCommand(),
  ])
    program.addCommand(command);
  for (const command of everyCommand(program)) command.exitOverride();
  return program;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

try {
  await fencewatch().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
