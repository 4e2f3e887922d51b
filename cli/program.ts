// All commands of `fencewatch`, one file each. Option values are checked before a command runs.
import { Command, CommanderError } from 'commander';
import { packageName } from '../host/package-root.ts';
import { analyzeCommand } from './analyze.ts';
import { benchCommand } from './bench.ts';
import { faultsOfOptions } from './check-options.ts';
import { custodyCommand } from './custody.ts';
import { labelsCommand } from './labels.ts';
import { demoCommand } from './demo.ts';
import { channelsCommand } from './channels.ts';
import { dispatchCommand } from './dispatch.ts';
import { edgeCommand } from './edge.ts';
import { edgesCommand } from './edges.ts';
import { fencesCommand } from './fences.ts';
import { leasesCommand } from './leases.ts';
import { modelsCommand } from './models.ts';
import { replayCommand } from './replay.ts';
import { rosterCommand } from './roster.ts';
import { routesCommand } from './routes.ts';
import { simulateCommand } from './simulate.ts';
import { siteCommand } from './site.ts';
import { storeCommand } from './store.ts';
import { tokensCommand } from './tokens.ts';
import { verifyCommand } from './verify.ts';
import { usersCommand } from './users.ts';

export function fencewatch(): Command {
  const program = new Command('fencewatch')
    .description(
      'electronic fences for city cameras: from a camera to a case that somebody handles',
    )
    .version(packageName(), '--version', 'print the version')
    .showHelpAfterError('(see fencewatch --help)');
  for (const command of [
    demoCommand(),
    edgeCommand(),
    dispatchCommand(),
    channelsCommand(),
    analyzeCommand(),
    benchCommand(),
    fencesCommand(),
    rosterCommand(),
    routesCommand(),
    simulateCommand(),
    modelsCommand(),
    siteCommand(),
    storeCommand(),
    edgesCommand(),
    leasesCommand(),
    tokensCommand(),
    usersCommand(),
    custodyCommand(),
    labelsCommand(),
    verifyCommand(),
    replayCommand(),
  ])
    program.addCommand(command);
  for (const command of everyCommand(program)) command.exitOverride();
  program.hook('preAction', (_, command) => refuseFaults(command));
  return program;
}

/** All faults at once, one per line. */
async function refuseFaults(command: Command): Promise<void> {
  const faults = await faultsOfOptions(command);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) throw new CommanderError(2, 'fencewatch.options', faults.join('; '));
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
