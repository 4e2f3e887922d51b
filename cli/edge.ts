// `fencewatch edge`: runs the edge worker over a site's cameras until it is stopped. Settings come from options, else from
// FENCEWATCH_* variables; the site file lists the cameras.
import { hostname } from 'node:os';
import { Command, Option } from 'commander';
import { pino, type Logger } from 'pino';
import { defaultAnalysis, type Analysis, type Camera, type Site } from '../contracts/index.ts';
import { executionProviders, type ExecutionProvider } from '../detectors/execution-provider.ts';
import type { Detector } from '../detectors/detector.ts';
import { createAnalysisPool, type AnalysisPool } from '../edge/analysis/analysis-pool.ts';
import { systemClock } from '../host/clock.ts';
import type { EdgeOptions, SharingOptions } from '../edge/edge-options.ts';
import { startEdge, type Edge } from '../edge/worker.ts';
import { watchDefects } from '../host/defects.ts';
import { messageOf } from '../host/error-message.ts';
import { startFaultOf } from '../host/start-fault.ts';
import { readRedisAddress } from '../host/redis/redis-address.ts';
import { ModelError, resolveModel, type ResolvedModel } from '../models/index.ts';
import { modelsFolder } from './models-folder.ts';
import { parseRate } from './rate.ts';
import { packageName } from '../host/package-root.ts';
import { readShare } from './share-options.ts';
import { loadSite } from './site-file.ts';

interface EdgeCommandOptions {
  site: string;
  id: string;
  data: string;
  redis: string;
  dispatch?: string;
  uploadLimit?: string;
  models: string;
  provider: ExecutionProvider;
  metricsHost: string;
  metricsPort: string;
  share: 'on' | 'off';
  capacity?: string;
  place?: string;
}

export function edgeCommand(): Command {
  return new Command('edge')
    .description('watch the cameras of a site and put alerts into the queue')
    .requiredOption('--site <file>', 'site file, YAML')
    .option('--id <name>', 'name of this worker in alerts', hostname())
    .addOption(setting('--data <dir>', 'DATA_DIR', 'outbox, state and video').default('data/edge'))
    .addOption(setting('--redis <url>', 'REDIS_URL', 'queue').default('redis://127.0.0.1:6379'))
    .addOption(setting('--dispatch <url>', 'DISPATCH_URL', 'takes pictures, clips and states'))
    .addOption(
      setting('--upload-limit <rate>', 'UPLOAD_LIMIT', 'to dispatch at most, such as 200kB/s'),
    )
    .addOption(
      setting('--share <on|off>', 'SHARE', 'share the cameras of the site with other workers')
        .choices(['on', 'off'])
        .default('off'),
    )
    .addOption(setting('--capacity <number>', 'CAPACITY', 'take no more cameras than this'))
    .addOption(setting('--place <name>', 'PLACE', 'where it stands, for cameras tied to a place'))
    .option('--models <dir>', 'models folder (env: FENCEWATCH_MODELS_DIR)', modelsFolder())
    .addOption(
      setting(
        '--provider <name>',
        'PROVIDER',
        'execution provider for models; if it cannot be used, the CPU',
      )
        .choices(executionProviders)
        .default('cpu'),
    )
    .addOption(setting('--metrics-host <host>', 'METRICS_HOST', 'address').default('127.0.0.1'))
    .addOption(setting('--metrics-port <port>', 'METRICS_PORT', '/metrics').default('9464'))
    .action(async (options: EdgeCommandOptions) => {
      process.exitCode = await runEdge(options);
    });
}

function setting(flags: string, variable: string, description: string): Option {
  return new Option(flags, description).env(`FENCEWATCH_${variable}`);
}

async function runEdge(options: EdgeCommandOptions): Promise<number> {
  const loaded = await loadSite(options.site);
  if (!loaded.ok) {
    for (const { path, message } of loaded.faults)
      console.error([options.site, path, message].filter((part) => part !== '').join(': '));
    return 2;
  }
  const read = readOptions(options);
  if (!read.ok) {
    console.error(read.message);
    return 2;
  }
  // An error becomes {} in plain JSON.
  const log = pino({ name: 'edge', serializers: { error: pino.stdSerializers.err } });
  const pool = createAnalysisPool({ clock: systemClock, log, provider: options.provider });
  const detectors = await openDetectors(loaded.site, options.models, { pool, log }).catch(
    async (error: unknown) => {
      log.fatal({ error }, 'the model cannot be opened');
      await pool.close();
      return null;
    },
  );
  if (!detectors) return 1;
  return runUntilToldToStop({ options, ...read, site: loaded.site, detectors, pool, log });
}

type ReadOptions =
  | { ok: true; port: number; uploadLimit: number | null; share: SharingOptions | null }
  | { ok: false; message: string };

function readOptions(options: EdgeCommandOptions): ReadOptions {
  const redis = readRedisAddress(options.redis);
  if (!redis.ok) return { ok: false, message: `--redis: ${redis.message}` };
  const limit = options.uploadLimit === undefined ? null : parseRate(options.uploadLimit);
  if (limit !== null && !limit.ok)
    return { ok: false, message: `--upload-limit: ${limit.message}` };
  const share = readShare(options);
  if (!share.ok) return share;
  const uploadLimit = limit?.bytesPerSecond ?? null;
  return { ok: true, port: Number(options.metricsPort), uploadLimit, share: share.share };
}

/** One detector for each pair of models in the site file, shared by its cameras. */
async function openDetectors(
  site: Site,
  dir: string,
  { pool, log }: { pool: AnalysisPool; log: Logger },
): Promise<Map<string, Detector>> {
  const detectors = new Map<string, Detector>();
  // Cameras that dispatch gives use the settings of the site.
  const ofSite = site.analysis ?? defaultAnalysis;
  for (const analysis of [...site.cameras.map((one) => one.analysis), ofSite]) {
    if (detectors.has(modelsOf(analysis))) continue;
    const second = await openSecond(analysis.secondModel, dir, log);
    const model = await resolveModel({ name: analysis.model, dir }).catch((error: unknown) => {
      // No camera of the site file needs it.
      if (analysis !== ofSite || site.cameras.length === 0) throw error;
      log.warn({ error }, 'cameras that dispatch gives cannot be analysed');
      return null;
    });
    if (model !== null) detectors.set(modelsOf(analysis), await pool.open(model, second));
  }
  return detectors;
}

function modelsOf({ model, secondModel }: Analysis): string {
  return JSON.stringify([model, secondModel]);
}

/** A missing model costs no alert: the model of the analysis gives the second opinions. */
async function openSecond(
  name: string | null,
  dir: string,
  log: Logger,
): Promise<ResolvedModel | undefined> {
  if (name === null) return undefined;
  try {
    return await resolveModel({ name, dir });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    log.warn({ model: name, error: error.message }, 'the model for second opinions is not used');
    return undefined;
  }
}

interface EdgeRun {
  options: EdgeCommandOptions;
  port: number;
  uploadLimit: number | null;
  share: SharingOptions | null;
  site: Site;
  detectors: ReadonlyMap<string, Detector>;
  pool: AnalysisPool;
  log: Logger;
}

async function runUntilToldToStop(run: EdgeRun): Promise<number> {
  const { log, pool } = run;
  let edge: Edge | null = null;
  // Whatever fails here, cameras are still watched.
  watchDefects({ log, onDefect: (kind) => edge?.countDefect(kind) });
  try {
    edge = await startEdge(edgeOptions(run));
  } catch (error) {
    log.fatal({ error: startFaultOf(error) ?? messageOf(error) }, 'the edge cannot run');
    await pool.close();
    return 1;
  }
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, resolve);
  });
  log.info({ signal }, 'stopping');
  await edge.stop();
  await pool.close();
  return 0;
}

function edgeOptions({
  options,
  port,
  uploadLimit,
  share,
  site,
  detectors,
  log,
}: EdgeRun): EdgeOptions {
  const edgeToken = process.env['FENCEWATCH_EDGE_TOKEN'];
  const invitation = process.env['FENCEWATCH_EDGE_INVITATION'];
  return {
    site,
    edgeId: options.id,
    software: packageName(),
    dataDir: options.data,
    redisUrl: options.redis,
    log,
    metricsHost: options.metricsHost,
    metricsPort: port,
    ...(options.dispatch === undefined ? {} : { dispatchUrl: options.dispatch }),
    ...(edgeToken === undefined ? {} : { edgeToken }),
    ...(invitation === undefined || invitation === '' ? {} : { invitation }),
    ...(uploadLimit === null ? {} : { uploadLimit }),
    ...(share === null ? {} : { share }),
    detector: (camera) => detectorOf(detectors, camera),
  };
}

function detectorOf(detectors: ReadonlyMap<string, Detector>, camera: Camera): Detector {
  const detector = detectors.get(modelsOf(camera.analysis));
  if (!detector) throw new Error(`no detector for model ${camera.analysis.model}`);
  return detector;
}
