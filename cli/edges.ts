// `fencewatch edges invite | list | revoke | waiting | take | discard`: manages keys of edges, and alerts that wait because their
// edge is unknown. Writes to the store directly, so an embedded store works only while dispatch is stopped; otherwise use the
// API.
import { Command } from 'commander';
import { edgeIdSchema } from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { createEdgeKeys, type EdgeKeys } from '../dispatch/evidence/edge-keys.ts';
import { addPlace, withStore } from './with-store.ts';

const who = { actor: 'cli' };

export function edgesCommand(): Command {
  const edges = new Command('edges').description('keys of edges, with which they sign alerts');
  edges
    .command('invite <edge>')
    .description('invite an edge to enrol a key; the invitation is printed only once')
    .option('--hours <hours>', 'how long it is valid, 720 at most', '24')
    .action(async (edge: string, { hours }: { hours: string }, command: Command) => {
      process.exitCode = await withKeys(command, (keys) => invite(keys, edge, Number(hours)));
    });
  edges
    .command('list')
    .description('list all keys, also old ones, the newest first')
    .action(async (_options: unknown, command: Command) => {
      process.exitCode = await withKeys(command, listKeys);
    });
  edges
    .command('revoke <key>')
    .description('revoke a key: alerts that it signed are no longer accepted')
    .requiredOption('--reason <text>', 'why')
    .action(async (key: string, { reason }: { reason: string }, command: Command) => {
      process.exitCode = await withKeys(command, (keys) => revoke(keys, key, reason));
    });
  addWaiting(edges);
  for (const command of edges.commands) addPlace(command);
  return edges;
}

function addWaiting(edges: Command): void {
  edges
    .command('waiting')
    .description('list alerts that wait because their edge is unknown')
    .action(async (_options: unknown, command: Command) => {
      process.exitCode = await withKeys(command, listWaiting);
    });
  for (const [word, description] of [
    ['take', 'accept a waiting alert; dispatch processes it at its next start'],
    ['discard', 'drop a waiting alert'],
  ] as const)
    edges
      .command(`${word} <number>`)
      .description(description)
      .requiredOption('--reason <text>', 'why')
      .action(async (number: string, { reason }: { reason: string }, command: Command) => {
        const decision = { word, number: Number(number), reason };
        process.exitCode = await withKeys(command, (keys) => decide(keys, decision));
      });
}

function withKeys(command: Command, work: (keys: EdgeKeys) => Promise<number>): Promise<number> {
  return withStore(command, (store) =>
    work(createEdgeKeys({ store: store.edgeKeys, mode: 'enrolled', clock: systemClock })),
  );
}

/** Only the invitation goes to stdout, so that a script can read it. */
export async function invite(keys: EdgeKeys, edge: string, hours: number): Promise<number> {
  if (!edgeIdSchema.safeParse(edge).success || !Number.isInteger(hours) || hours < 1 || hours > 720)
    return fail('expected the id of an edge, and 1 to 720 hours');
  const { invitation, expiresAt } = await keys.invite(edge, hours, who);
  console.error(`for ${edge}, once, until ${timeOf(expiresAt)}; not shown again:`);
  console.log(invitation);
  return 0;
}

export async function listKeys(keys: EdgeKeys): Promise<number> {
  for (const { key, edgeId, state, since, endedAt, reason } of await keys.list()) {
    const end = endedAt === null ? '' : `until ${timeOf(endedAt)}`;
    console.log(
      [edgeId, state, key, `since ${timeOf(since)}`, end, reason ?? ''].join('\t').trim(),
    );
  }
  return 0;
}

export async function revoke(keys: EdgeKeys, key: string, reason: string): Promise<number> {
  if (!(await keys.revoke(key, reason, who))) return fail(`no key ${key} that is not revoked`);
  console.log(`${key} is revoked`);
  return 0;
}

export async function listWaiting(keys: EdgeKeys): Promise<number> {
  let after = 0;
  for (;;) {
    const some = await keys.refused(1000, after);
    for (const { number, at, edgeId, cameraName, reason, alertId } of some)
      console.log([number, timeOf(at), edgeId, cameraName, reason, alertId].join('\t'));
    if (some.length < 1000) return 0;
    after = some.at(-1)?.number ?? after;
  }
}

interface Decision {
  word: 'take' | 'discard';
  number: number;
  reason: string;
}

export async function decide(keys: EdgeKeys, { word, number, reason }: Decision): Promise<number> {
  const isThere =
    Number.isSafeInteger(number) &&
    (word === 'take'
      ? await keys.vouch(number, reason, who)
      : await keys.discard(number, reason, who));
  if (!isThere) return fail(`no alert ${number} waits`);
  console.log(word === 'take' ? `alert ${number} will be accepted` : `alert ${number} is dropped`);
  return 0;
}

function fail(text: string): number {
  console.error(text);
  return 2;
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
