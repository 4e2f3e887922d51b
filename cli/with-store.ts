// Shared by commands that work on dispatch's store: the options for its location, and opening and closing it.
import { Option, type Command } from 'commander';
import { createStore, type Store } from '../dispatch/store/store.ts';
import { messageOf } from '../host/error-message.ts';

interface Place {
  data: string;
  database?: string;
}

export function addPlace(command: Command): void {
  command
    .addOption(
      new Option('--data <dir>', "dispatch's data folder; dispatch must not be running on it")
        .env('FENCEWATCH_DATA_DIR')
        .default('data/dispatch'),
    )
    .addOption(new Option('--database <url>', 'PostgreSQL').env('FENCEWATCH_DATABASE_URL'));
}

/** Opens the store, runs the function, and returns the exit code. @param whenFailed the exit code when that is not possible */
export async function withStore(
  command: Command,
  work: (store: Store, dataDir: string) => Promise<number>,
  whenFailed = 1,
): Promise<number> {
  const { data, database } = command.opts<Place>();
  try {
    const store = await createStore({ dataDir: data, databaseUrl: database });
    try {
      return await work(store, data);
    } finally {
      await store.close();
    }
  } catch (error) {
    console.error(messageOf(error));
    return whenFailed;
  }
}
