// `fencewatch users add | list | remove`: manages who may log in to dispatch. A password comes from a hidden prompt, a pipe, or
// FENCEWATCH_NEW_PASSWORD; never from the command line, where others could read it.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import { userRoles } from '../contracts/index.ts';
import { putUser } from '../dispatch/auth/users.ts';
import type { Store } from '../dispatch/store/store.ts';
import { addPlace, withStore } from './with-store.ts';

interface AddOptions {
  role: string;
  cell?: string[];
}

export function usersCommand(): Command {
  const users = new Command('users').description('who may log in to dispatch');
  users
    .command('add <name>')
    .description('add a user, or give an existing one a new role and password')
    .addOption(new Option('--role <role>', 'role').choices([...userRoles]).makeOptionMandatory())
    .option('--cell <cells...>', 'cells, or prefixes of their codes; default: all')
    .action(async (name: string, options: AddOptions, command: Command) => {
      process.exitCode = await withStore(command, (store) => add(store, name, options));
    });
  users
    .command('list')
    .description('list names and roles')
    .action(async (_options: unknown, command: Command) => {
      process.exitCode = await withStore(command, list);
    });
  users
    .command('remove <name>')
    .description('remove a user and end all sessions of that user')
    .action(async (name: string, _options: unknown, command: Command) => {
      process.exitCode = await withStore(command, (store) => remove(store, name));
    });
  for (const command of users.commands) addPlace(command);
  return users;
}

async function add(store: Store, username: string, { role, cell }: AddOptions): Promise<number> {
  const password = await readPassword();
  const user = { username, role, password, ...(cell && { cells: cell }) };
  const result = await putUser(store.people, user, Date.now());
  if (result.ok) {
    console.log(`${username} may log in as ${role}${cell ? `, for ${cell.join(', ')}` : ''}`);
    return 0;
  }
  for (const { path, message } of result.faults) console.error(`${path}: ${message}`);
  return 2;
}

async function list(store: Store): Promise<number> {
  for (const { username, role, cells, disabledAt } of await store.people.list())
    console.log(
      [role, username, cells?.join(','), disabledAt === null ? undefined : 'disabled']
        .filter((part) => part !== undefined)
        .join('\t'),
    );
  return 0;
}

async function remove(store: Store, name: string): Promise<number> {
  if (await store.people.remove(name)) {
    console.log(`${name} is removed`);
    return 0;
  }
  console.error(`there is no user ${name}`);
  return 2;
}

async function readPassword(): Promise<string> {
  const given = process.env['FENCEWATCH_NEW_PASSWORD'];
  if (given !== undefined) return given;
  return process.stdin.isTTY ? promptHidden() : readPiped();
}

async function readPiped(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/** The prompt's echo goes to a null output. */
async function promptHidden(): Promise<string> {
  const hidden = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  process.stderr.write('Password: ');
  const prompt = createInterface({ input: process.stdin, output: hidden, terminal: true });
  const password = await prompt.question('');
  prompt.close();
  process.stderr.write('\n');
  return password;
}
