// `fencewatch tokens add | list | revoke`: manages API tokens of programs. Writes to the store directly, so an embedded store
// works only while dispatch is stopped; the API works at any time. A new token is printed once.
import { Command, Option } from 'commander';
import { describeFaults, tokenScopes, type TokenScope } from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { createTokens, type Tokens } from '../dispatch/auth/tokens.ts';
import { addPlace, withStore } from './with-store.ts';

interface AddOptions {
  scope: TokenScope[];
  cell?: string[];
  days: string;
}

export function tokensCommand(): Command {
  const tokens = new Command('tokens').description('tokens for programs that use the API');
  tokens
    .command('add <name>')
    .description('add a token; it is printed only once')
    .addOption(
      new Option('--scope <scopes...>', 'scopes of the token')
        .choices([...tokenScopes])
        .makeOptionMandatory(),
    )
    .option('--cell <cells...>', 'cells, or prefixes of their codes; default: all')
    .option('--days <days>', 'how many days it is valid, 366 at most', '90')
    .action(async (name: string, options: AddOptions, command: Command) => {
      process.exitCode = await withTokens(command, (all) => addToken(all, name, options));
    });
  tokens
    .command('list')
    .description('list tokens with scopes, end and last use')
    .action(async (_options: unknown, command: Command) => {
      process.exitCode = await withTokens(command, listTokens);
    });
  tokens
    .command('revoke <id>')
    .description('revoke a token at once')
    .action(async (id: string, _options: unknown, command: Command) => {
      process.exitCode = await withTokens(command, (all) => revokeToken(all, id));
    });
  for (const command of tokens.commands) addPlace(command);
  return tokens;
}

function withTokens(command: Command, work: (tokens: Tokens) => Promise<number>): Promise<number> {
  return withStore(command, (store) => work(createTokens(store.tokens, systemClock)));
}

const dayMs = 86_400_000;

/** Only the token goes to stdout, so that a script can store it. */
export async function addToken(
  tokens: Tokens,
  name: string,
  { scope, cell, days }: AddOptions,
): Promise<number> {
  const expiresAt = Math.floor(systemClock.now() + Number(days) * dayMs);
  const cells = cell === undefined ? {} : { cells: cell };
  const made = await tokens.make({ name, scopes: scope, ...cells, expiresAt }, 'cli');
  if (made.ok) {
    console.error(`token ${made.entry.id} "${name}", until ${dayOf(expiresAt)}; not shown again:`);
    console.log(made.token);
    return 0;
  }
  console.error(
    made.reason === 'invalid'
      ? describeFaults(made.faults)
      : `a token that has not ended is called ${name} already`,
  );
  return 2;
}

export async function listTokens(tokens: Tokens): Promise<number> {
  for (const one of await tokens.list()) {
    const { id, name, scopes, cells, expiresAt, lastUsedAt, revokedAt } = one;
    const end = revokedAt === null ? `until ${dayOf(expiresAt)}` : `revoked ${dayOf(revokedAt)}`;
    const use = lastUsedAt === null ? 'never used' : `used ${new Date(lastUsedAt).toISOString()}`;
    console.log([id, name, scopes.join(','), cells?.join(',') ?? 'all cells', end, use].join('\t'));
  }
  return 0;
}

export async function revokeToken(tokens: Tokens, id: string): Promise<number> {
  if (await tokens.revoke(id)) {
    console.log(`token ${id} is revoked`);
    return 0;
  }
  console.error(`there is no token ${id} that is not revoked`);
  return 2;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
