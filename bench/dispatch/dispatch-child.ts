// Dispatch as its own process, for benches, with real servers. Takes its settings as one JSON argument; prints a line when it is
// ready, and runs until it is told to stop or its parent ends. Lines on stdin set the speed of its clock, or shift it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { z } from 'zod';
import { parseSite } from '../../contracts/index.ts';
import { startDispatch } from '../../dispatch/dispatch.ts';
import { watchDefects } from '../../host/defects.ts';
import { messageOf } from '../../host/error-message.ts';
import { createFastClock, fastTimeSchema, type FastClock } from './fast-clock.ts';
import { createSteppedClock, type SteppedClock } from './stepped-clock.ts';

const offSchema = z.strictObject({ offMs: z.number() });
const settings = z
  .strictObject({
    /** The site, or the file that it is in: an argument has at most 128 kB. */
    site: z.unknown(),
    environment: z.record(z.string(), z.string()),
    redisUrl: z.string(),
    databaseUrl: z.string().optional(),
    mqttUrl: z.string().optional(),
    mqttPort: z.number().default(0),
    port: z.number().default(0),
    dataDir: z.string(),
    adminPassword: z.string(),
    edgeToken: z.string().optional(),
    time: fastTimeSchema.optional(),
    /** How far its clock is off, ms. */
    clockOffMs: z.number().default(0),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const given = settings.site;
const value: unknown =
  typeof given === 'string' ? JSON.parse(await readFile(given, 'utf8')) : given;
const site = parseSite(value, settings.environment);
if (!site.ok) throw new Error(JSON.stringify(site.faults));
const log = pino(
  { serializers: { error: pino.stdSerializers.err } },
  pino.destination(join(settings.dataDir, `dispatch-${process.pid}.log`)),
);
watchDefects({
  log,
  onDefect: () => process.stdout.write(`${JSON.stringify({ dispatch: 'defect' })}\n`),
});
const fast = settings.time === undefined ? null : createFastClock(settings.time);
const stepped = createSteppedClock(settings.clockOffMs);
listen(fast, stepped);
const { redisUrl, databaseUrl, dataDir, adminPassword, edgeToken, mqttUrl: url } = settings;
const { mqttPort, port } = settings;
const dispatch = await startDispatch({
  site: site.site,
  redisUrl,
  databaseUrl,
  dataDir,
  adminPassword,
  edgeToken,
  host: '127.0.0.1',
  port,
  mqtt: { url, host: '127.0.0.1', port: mqttPort },
  dumps: false,
  clock: fast ?? stepped,
  log,
}).catch((error: unknown) => {
  // Like the product, it exits with the reason, and its supervisor starts it again.
  process.stderr.write(`dispatch cannot start: ${messageOf(error)}\n`);
  process.exit(1);
});
const ready = { dispatch: 'ready', url: dispatch.url, mqttUrl: dispatch.mqttUrl };
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.once('SIGTERM', () => void dispatch.stop().then(() => process.exit(0)));

/** Each line sets the speed of the clock, or how far it is off. */
function listen(fastClock: FastClock | null, steppedClock: SteppedClock): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const told = z.union([offSchema, fastTimeSchema]).parse(JSON.parse(line));
    if ('offMs' in told) steppedClock.setOff(told.offMs);
    else fastClock?.follow(told);
  });
  lines.once('close', () => process.exit(1));
}
