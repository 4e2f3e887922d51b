#!/usr/bin/env node
// The `fencewatch` command. Exit code 2 for bad usage, whatever the subcommand; 1 when the machine refuses something, in one
// line: the disk, a port, a file that is not there. Any other error is a defect and shows its stack.
import { CommanderError } from 'commander';
import { startFaultOf } from '../host/start-fault.ts';
import { fencewatch } from './program.ts';

/** For what is still being written when a command is over. */
const lastWordsMs = 5000;

try {
  await fencewatch().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
// A command that is over must not stay because a connection or a timer was left behind: whoever supervises it would think
// that it runs.
setTimeout(() => process.exit(), lastWordsMs).unref();

function exitCodeOf(error: unknown): 0 | 1 | 2 {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const fault = startFaultOf(error);
  if (fault === null) throw error;
  console.error(fault);
  return 1;
}
