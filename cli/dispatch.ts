// `fencewatch dispatch`: runs the central service until it is stopped. Settings come from options, else from FENCEWATCH_*
// variables; secrets come from variables only. Exit code 2 for bad settings, 1 when it cannot start.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { pino } from 'pino';
import { z } from 'zod';
import {
  faultsOf,
  positiveDurationSchema,
  type Environment,
  type Site,
} from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { basePathFaultOf, ownFirstParts, type BasePathFault } from '../dispatch/api/base-path.ts';
import { proxyTrustSchema } from '../dispatch/api/proxy-trust.ts';
import { startDispatch, type Dispatch } from '../dispatch/dispatch.ts';
import type { DispatchOptions } from '../dispatch/parts.ts';
import { messageOf } from '../host/error-message.ts';
import { watchDefects } from '../host/defects.ts';
import { startFaultOf } from '../host/start-fault.ts';
import { readRedisAddress } from '../host/redis/redis-address.ts';
import { packageName, packageRoot } from '../host/package-root.ts';
import { loadSite } from './site-file.ts';

export function dispatchCommand(): Command {
  return new Command('dispatch')
    .description('take alerts from the queue, notify people on duty, serve the dashboard')
    .requiredOption('--site <file>', 'site file, YAML')
    .addOption(setting('--host <host>', 'HOST', 'address to listen on').default('127.0.0.1'))
    .addOption(setting('--port <port>', 'PORT', 'port of the dashboard and API').default('8080'))
    .addOption(setting('--data <dir>', 'DATA_DIR', 'evidence, database').default('data/dispatch'))
    .addOption(setting('--redis <url>', 'REDIS_URL', 'queue').default('redis://127.0.0.1:6379'))
    .addOption(
      setting('--database <url>', 'DATABASE_URL', 'PostgreSQL; else one in the data folder'),
    )
    .addOption(
      setting(
        '--keep-past <duration>',
        'KEEP_PAST',
        'for back-tests: observations and thumbnails',
      ).default('14d'),
    )
    .addOption(setting('--session <duration>', 'SESSION', 'how long a log-in lasts').default('12h'))
    .addOption(setting('--public-url <url>', 'PUBLIC_URL', 'address of the dashboard'))
    .addOption(
      setting(
        '--trust-proxy [proxies]',
        'TRUST_PROXY',
        'number of proxies in front (default: 1), or their addresses',
      ),
    )
    .addOption(setting('--dashboard <dir>', 'DASHBOARD_DIR', 'built dashboard to serve'))
    .addOption(
      setting('--mqtt <url>', 'MQTT_URL', 'broker; else the one in the site file or our own'),
    )
    .addOption(
      setting('--mqtt-host <host>', 'MQTT_HOST', 'where our own listens').default('127.0.0.1'),
    )
    .addOption(setting('--mqtt-port <port>', 'MQTT_PORT', 'port of our own broker').default('1883'))
    .addHelpText('after', secretsHelp)
    .action(async (options: unknown) => {
      process.exitCode = await runDispatch(options, process.env);
    });
}

const secretsHelp = `
Secrets, from the environment only:
  FENCEWATCH_EDGE_TOKEN      what edges show to upload pictures and states; 16 characters or more
  FENCEWATCH_ADMIN_PASSWORD  password of the first user, "admin", used while there is no user
  FENCEWATCH_MQTT_USERNAME, FENCEWATCH_MQTT_PASSWORD  log-in at the broker; our own then asks for it`;

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'expected a port from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'expected a port from 0 to 65535');
/** Not repeated in a message: an address may contain a password. */
const address = (protocol: RegExp, example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocol.test(new URL(text).protocol), {
    error: `expected an address such as ${example}`,
    params: { secret: true },
  });

const basePathTexts: Record<BasePathFault, string> = {
  'has-a-query': 'expected an address without ? and #',
  'is-our-own': `expected a path that does not begin with one of ${ownFirstParts.join(', ')}`,
  'not-readable': 'expected a path that can be read as UTF-8',
};

const redisAddress = z.string().superRefine((text, context) => {
  const read = readRedisAddress(text);
  if (!read.ok)
    context.addIssue({ code: 'custom', message: read.message, params: { secret: true } });
});

const settingsSchema = z.strictObject({
  site: z.string(),
  host: z.string().min(1),
  port,
  data: z.string().min(1),
  redis: redisAddress,
  database: address(/^postgres(ql)?:$/, 'postgres://user@host/name').optional(),
  keepPast: positiveDurationSchema,
  session: positiveDurationSchema,
  publicUrl: address(/^https?:$/, 'https://fencewatch.example')
    .superRefine((text, context) => {
      const fault = URL.canParse(text) ? basePathFaultOf(text) : null;
      if (fault !== null)
        context.addIssue({
          code: 'custom',
          message: basePathTexts[fault],
          params: { secret: true },
        });
    })
    .optional(),
  trustProxy: proxyTrustSchema.optional(),
  dashboard: z.string().optional(),
  mqtt: address(/^(mqtts?|wss?):$/, 'mqtt://broker:1883').optional(),
  mqttHost: z.string().min(1),
  mqttPort: port,
});

const secretText = (minimum: number) =>
  z
    .string()
    .refine((text) => text.length >= minimum, {
      error: `expected at least ${minimum} characters`,
      params: { secret: true },
    })
    .optional();

const secretsSchema = z.object({
  FENCEWATCH_EDGE_TOKEN: secretText(16),
  FENCEWATCH_ADMIN_PASSWORD: secretText(8),
  FENCEWATCH_MQTT_USERNAME: secretText(1),
  FENCEWATCH_MQTT_PASSWORD: secretText(1),
});

function setting(flags: string, variable: string, description: string): Option {
  return new Option(flags, description).env(`FENCEWATCH_${variable}`);
}

async function runDispatch(raw: unknown, environment: Environment): Promise<number> {
  const settings = await readSettings(raw, environment);
  if (!settings.ok) {
    for (const line of settings.lines) console.error(line);
    return 2;
  }
  const log = pino({ name: 'dispatch', serializers: { error: pino.stdSerializers.err } });
  let running: Dispatch | null = null;
  watchDefects({ log, onDefect: (kind) => running?.countDefect(kind) });
  try {
    const stopped = untilToldToStop();
    void stopped.then(() => {
      if (running === null) endIfStillStarting(() => running === null);
    });
    const dispatch = await startDispatch({ ...settings.options, clock: systemClock, log });
    running = dispatch;
    log.info({ url: dispatch.url, mqtt: dispatch.mqttUrl }, 'dispatch is running');
    log.info({ signal: await stopped }, 'stopping');
    await dispatch.stop();
    return 0;
  } catch (error) {
    log.fatal({ error: startFaultOf(error) ?? messageOf(error) }, 'dispatch cannot run');
    return 1;
  }
}

type Settings =
  { ok: true; options: Omit<DispatchOptions, 'clock' | 'log'> } | { ok: false; lines: string[] };

/** Checks options, secrets and the site file. Faults name the option or variable. */
export async function readSettings(raw: unknown, environment: Environment): Promise<Settings> {
  const options = settingsSchema.safeParse(raw, { reportInput: true });
  const secrets = secretsSchema.safeParse(environment, { reportInput: true });
  if (!options.success || !secrets.success) {
    const faults = [options.error, secrets.error].flatMap((error) =>
      error ? faultsOf(error) : [],
    );
    return { ok: false, lines: faults.map(({ path, message }) => `${nameOf(path)}: ${message}`) };
  }
  const loaded = await loadSite(options.data.site, environment);
  if (loaded.ok)
    return { ok: true, options: toDispatchOptions(options.data, secrets.data, loaded.site) };
  const { site } = options.data;
  const lines = loaded.faults.map(({ path, message }) =>
    [site, path, message].filter((part) => part !== '').join(': '),
  );
  return { ok: false, lines };
}

function toDispatchOptions(
  settings: z.output<typeof settingsSchema>,
  secrets: z.output<typeof secretsSchema>,
  site: Site,
): Omit<DispatchOptions, 'clock' | 'log'> {
  return {
    site,
    host: settings.host,
    port: settings.port,
    dataDir: resolve(settings.data),
    redisUrl: settings.redis,
    databaseUrl: settings.database,
    keepPastMs: settings.keepPast,
    sessionMs: settings.session,
    publicUrl: settings.publicUrl,
    trustProxy: settings.trustProxy,
    dashboardDir: settings.dashboard === undefined ? builtDashboard() : resolve(settings.dashboard),
    software: packageName(),
    edgeToken: secrets.FENCEWATCH_EDGE_TOKEN,
    adminPassword: secrets.FENCEWATCH_ADMIN_PASSWORD,
    mqtt: {
      url: settings.mqtt,
      host: settings.mqttHost,
      port: settings.mqttPort,
      username: secrets.FENCEWATCH_MQTT_USERNAME,
      password: secrets.FENCEWATCH_MQTT_PASSWORD,
    },
  };
}

/** `publicUrl` is the option `--public-url`; a variable is named itself. */
function nameOf(path: string): string {
  if (path.startsWith('FENCEWATCH_')) return path;
  return `--${path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function builtDashboard(): string | undefined {
  const folder = join(packageRoot(), 'dist', 'dashboard');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** A start takes some seconds. When it is stopped meanwhile, do not wait longer than supervisors wait for us. */
function endIfStillStarting(isStarting: () => boolean): void {
  setTimeout(() => {
    // The next start repairs a partial start: the process may be killed at any moment.
    if (isStarting()) process.exit(0);
  }, 3000).unref();
}

function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
