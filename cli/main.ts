#!/usr/bin/env node
// The `fencewatch` command. Exit code 2 for bad usage, whatever the subcommand; 1 when the machine refuses something (the disk, a
// port, a missing file), reported in one line. Any other error is a bug and shows its stack.
import { CommanderError } from 'commander';
import { startFaultOf } from '../host/start-fault.ts';
import { fencewatch } from './program.ts';

/** Time for pending output after a command has ended. */
const lastWordsMs = 5000;

try {
  await fencewatch().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
// A command that has ended must exit even if a connection or a timer is left, or its supervisor would think that it runs.
setTimeout(() => process.exit(), lastWordsMs).unref();

function exitCodeOf(error: unknown): 0 | 1 | 2 {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const fault = startFaultOf(error);
  if (fault === null) throw error;
  console.error(fault);
  return 1;
}
