// `fencewatch store restore`: replaces an embedded database that does not open with a dump. Exit code 0; 1 when no dump is good
// or dispatch is running; 2 for bad usage.
import { Command, Option } from 'commander';
import { restoreDatabase, type Restored } from '../dispatch/store/restore-database.ts';
import { messageOf } from '../host/error-message.ts';

interface RestoreOptions {
  data: string;
  from?: string;
}

export function storeCommand(): Command {
  const store = new Command('store').description("dispatch's embedded database");
  store
    .command('restore')
    .description('replace a database that does not open with a dump; the old one is kept')
    .addOption(
      new Option('--data <dir>', "dispatch's data folder; dispatch must not be running on it")
        .env('FENCEWATCH_DATA_DIR')
        .default('data/dispatch'),
    )
    .option('--from <dump>', 'the dump to use: a file, or a name in database-dumps/')
    .action(async ({ data, from }: RestoreOptions) => {
      process.exitCode = await restore({ data, ...(from === undefined ? {} : { from }) });
    });
  return store;
}

/** Returns the exit code. */
export async function restore({ data, from }: RestoreOptions): Promise<0 | 1 | 2> {
  try {
    return tell(await restoreDatabase({ dataDir: data, from, now: Date.now() }));
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
}

function tell(restored: Restored): 0 | 1 | 2 {
  for (const { file, why } of restored.skipped) console.error(`${file} is no good: ${why}`);
  if (!restored.ok) {
    console.error(restored.message);
    return restored.reason === 'no-such-folder' || restored.reason === 'no-dump' ? 2 : 1;
  }
  const { dump, dumpTakenAt, movedTo } = restored.note;
  console.log(`restored from ${dump}, written ${new Date(dumpTakenAt).toISOString()}`);
  if (movedTo !== null) console.log(`the old database is in ${movedTo}; remove it when you like`);
  console.log('what was written after the dump is missing; dispatch says so for a day');
  return 0;
}
