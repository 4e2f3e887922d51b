// Shared by all subcommands of `fencewatch models`: the option for the folder, and the handling of errors. Takes a name and a
// function; returns a command that sets the exit code.
import { Command, Option } from 'commander';
import { ModelError, type ModelErrorReason } from '../models/index.ts';
import { modelsFolder } from './models-folder.ts';

export interface DirOption {
  models: string;
}

export function subcommand(name: string, description: string): Command {
  const dir = new Option('--models <dir>', 'models folder')
    .env('FENCEWATCH_MODELS_DIR')
    .default(modelsFolder());
  return new Command(name).description(description).addOption(dir);
}

/** Runs a subcommand; an error that the user can fix is printed without its stack. */
export async function finish(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    console.error(error.message);
    process.exitCode = exitCodeOf(error.reason);
  }
}

function exitCodeOf(reason: ModelErrorReason): 1 | 2 {
  return reason === 'unknown-model' || reason === 'bad-name' || reason === 'no-file' ? 2 : 1;
}
