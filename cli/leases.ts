// `fencewatch leases list | drain | resume`: which edge has which camera, and edges that are to hand theirs over. Reads and writes
// Redis, the one of the alert queue.
import { Command, Option } from 'commander';
import { edgeIdSchema } from '../contracts/index.ts';
import { createLeaseAdmin, type LeaseAdmin } from '../edge/leases/lease-admin.ts';
import { messageOf } from '../host/error-message.ts';
import { openRedis } from '../host/redis/open-redis.ts';
import { redisAddressOf } from '../host/redis/redis-address.ts';

const answerWithinMs = 5000;

export function leasesCommand(): Command {
  const leases = new Command('leases').description('cameras that edges share: who has which');
  const add = (
    usage: string,
    about: string,
    work: (admin: LeaseAdmin, edge: string) => Promise<number>,
  ) =>
    leases
      .command(usage)
      .description(about)
      .addOption(
        new Option('--redis <url>', 'the Redis of the alert queue')
          .env('FENCEWATCH_REDIS_URL')
          .default('redis://127.0.0.1:6379'),
      )
      .action(async (...given: unknown[]) => {
        const edge = typeof given[0] === 'string' ? given[0] : '';
        const command = given.at(-1) as Command;
        const { redis } = command.opts<{ redis: string }>();
        process.exitCode = await withAdmin(redis, (admin) => work(admin, edge));
      });
  add('list', 'list the edges, and the edge of each camera', list);
  add(
    'drain <edge>',
    'let an edge hand its cameras over to others, as far as they can take them',
    (admin, edge) => drain(admin, edge, true),
  );
  add('resume <edge>', 'let an edge take cameras again', (admin, edge) =>
    drain(admin, edge, false),
  );
  return leases;
}

async function withAdmin(
  url: string,
  work: (admin: LeaseAdmin) => Promise<number>,
): Promise<number> {
  const address = redisAddressOf(url);
  const client = openRedis(address, {
    whenAway: 'fail',
    queueCommands: true,
    commandTimeoutMs: answerWithinMs,
    retryDelay: () => null,
  });
  client.on('error', () => undefined);
  try {
    return await work(createLeaseAdmin(client));
  } catch (error) {
    console.error(`${address.shown}: ${messageOf(error)}`);
    return 1;
  } finally {
    client.disconnect();
  }
}

async function list(admin: LeaseAdmin): Promise<number> {
  const { now, members, leases } = await admin.read();
  const age = (since: number) => `${Math.max(0, Math.round((now - since) / 1000))} s`;
  for (const { edgeId, until, weight, capacity, place, isLeaving } of members) {
    const held = leases.filter((one) => one.edgeId === edgeId && one.until >= now).length;
    const state = until < now ? 'silent' : isLeaving ? 'leaving' : 'sharing';
    const most = capacity === null ? '' : `capacity ${capacity}`;
    const words = ['edge', edgeId, state, `${held} cameras`, `weight ${weight}`, most, place ?? ''];
    console.log(words.join('\t').trimEnd());
  }
  for (const { cameraId, edgeId, until, token, since } of leases.toSorted((a, b) =>
    a.cameraId < b.cameraId ? -1 : 1,
  )) {
    const isHeld = edgeId !== null && until >= now;
    const holder = isHeld ? edgeId : edgeId === null ? '(free)' : `(${edgeId} is silent)`;
    console.log(['camera', cameraId, holder, `token ${token}`, age(since)].join('\t'));
  }
  return 0;
}

async function drain(admin: LeaseAdmin, edge: string, isDraining: boolean): Promise<number> {
  if (!edgeIdSchema.safeParse(edge).success) {
    console.error(`expected the id of an edge, got "${edge}"`);
    return 2;
  }
  const isKnown = await admin.setDraining(edge, isDraining);
  if (!isKnown && isDraining) console.error(`${edge} does not share cameras at present`);
  console.log(isDraining ? `${edge} hands its cameras over` : `${edge} takes cameras again`);
  return 0;
}
