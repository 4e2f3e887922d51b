// The source of observations for `fencewatch fences test`: a file, or the log of a camera at an edge worker or dispatch. Returns
// them in order, block by block, or a sentence about wrong options.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../contracts/index.ts';
import { mattersToFences } from '../geofences/index.ts';
import type { LogBatch } from '../observation-log/index.ts';
import { readObservations } from '../edge/observations/read-observations.ts';
import { parseMoment } from './moment.ts';
import { readObservationFile } from './observation-file.ts';

export interface SourceOptions {
  observations?: string;
  camera?: string;
  from?: string;
  to?: string;
  /** Data folder of an edge worker or of dispatch. */
  data: string;
}

export async function openSource(
  options: SourceOptions,
  site: Site,
): Promise<AsyncIterable<LogBatch> | string> {
  const from = options.from === undefined ? 0 : parseMoment(options.from, site.timezone);
  if (typeof from === 'string') return `--from: ${from}`;
  const to = options.to === undefined ? Infinity : parseMoment(options.to, site.timezone);
  if (typeof to === 'string') return `--to: ${to}`;
  if (from >= to) return '--to: expected a time after --from';
  const { observations, camera, data } = options;
  if (observations !== undefined && camera !== undefined)
    return 'expected --observations or --camera, got both';
  if (observations !== undefined) return openFile(observations, site, { from, to });
  if (camera === undefined || options.from === undefined || options.to === undefined)
    return 'expected --observations FILE, or --camera ID with --from and --to';
  if (!hasCamera(site, camera)) return `--camera: ${strange(site, camera)}`;
  const dir = join(data, 'observations');
  const fault = await missing(join(dir, camera));
  return fault === null
    ? readObservations({ dir, cameraId: camera, from, to, isWanted: mattersToFences })
    : `--data: no observations of ${camera}: ${fault}`;
}

async function openFile(path: string, site: Site, span: { from: number; to: number }) {
  const fault = await missing(path);
  if (fault !== null) return `--observations: ${fault}`;
  const batches = readObservationFile(path, span, { isWanted: mattersToFences });
  return ofKnownCameras(batches, path, site);
}

/** The first observation names its camera; a camera that is not in the site is refused at once. */
async function ofKnownCameras(
  batches: AsyncGenerator<LogBatch, void>,
  path: string,
  site: Site,
): Promise<AsyncIterable<LogBatch> | string> {
  const first = await peek(batches);
  const cameraId = first.seen?.observations[0]?.cameraId;
  return cameraId === undefined || hasCamera(site, cameraId)
    ? first.all
    : `${path}: ${strange(site, cameraId)}`;
}

/** The first batch, and all batches including it; a fault appears when all are read. */
async function peek(batches: AsyncGenerator<LogBatch, void>) {
  const first = batches.next();
  const seen = await first.then(
    ({ value }) => value ?? null,
    () => null,
  );
  const all = async function* () {
    const { done, value } = await first;
    if (done === true) return;
    yield value;
    yield* batches;
  };
  return { seen, all: all() };
}

function hasCamera(site: Site, id: string): boolean {
  return site.cameras.some((camera) => camera.id === id);
}

function strange(site: Site, id: string): string {
  return `expected one of ${site.cameras.map((camera) => camera.id).join(', ')}, got "${id}"`;
}

/** Why it is missing, or null. */
async function missing(path: string): Promise<string | null> {
  return stat(path).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
