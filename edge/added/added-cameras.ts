// The cameras that were added in the dashboard. Takes the orders of dispatch and stores them on disk, encrypted, so that an edge can
// start without dispatch. Returns all cameras of this edge; cameras of the site file take precedence.
import type { Logger } from 'pino';
import {
  cameraOrderSchema,
  defaultAnalysis,
  type Camera,
  type CameraOrder,
  type OrderedCamera,
  type Site,
} from '../../contracts/index.ts';
import { messageOf } from '../../host/error-message.ts';
import { openSecretBox, type SecretBox } from '../../host/seal/secret-box.ts';
import { loadState, saveState } from '../state/state-file.ts';

export interface AddedCameras {
  /** The cameras of the site file and of the dashboard. */
  all(): readonly Camera[];
  has(cameraId: string): boolean;
  /** The revision of the last order; null before the first. */
  revision(): string | null;
  take(order: CameraOrder): Promise<void>;
  /** Called with all cameras after each change. */
  listen(listener: (cameras: readonly Camera[]) => void): void;
}

export interface AddedOptions {
  site: Pick<Site, 'cameras' | 'analysis'>;
  /** Null for an edge without dispatch, which has the cameras of its site file only. */
  files: { cameras: string; key: string } | null;
  clock: { now(): number };
  log: Logger;
}

export async function openAddedCameras(options: AddedOptions): Promise<AddedCameras> {
  const { site, files, log } = options;
  const box = files && (await openBox(files.key, log));
  const kept = files && box ? await load(files.cameras, box, log) : null;
  let order = kept ?? { revision: null, cameras: [] };
  let listener: (cameras: readonly Camera[]) => void = () => undefined;
  const ofSite = new Set(site.cameras.map(({ id }) => id));
  const merge = () => [
    ...site.cameras,
    ...order.cameras.filter(({ id }) => !ofSite.has(id)).map((one) => toCamera(one, site)),
  ];
  let all = merge();
  let ids = new Set(all.map(({ id }) => id));
  return {
    all: () => all,
    has: (cameraId) => ids.has(cameraId),
    revision: () => order.revision,
    take: async ({ revision, cameras, withheld }) => {
      const former = order.cameras.filter(({ id }) => withheld.includes(id));
      order = { revision, cameras: [...cameras, ...former] };
      all = merge();
      ids = new Set(all.map(({ id }) => id));
      const names = all.flatMap(({ id }) => (ofSite.has(id) ? [] : [id]));
      log.info({ cameras: names, withheld }, 'dispatch gave the cameras of the dashboard');
      listener(all);
      if (files && box) await save({ ...options, path: files.cameras, box }, order);
    },
    listen: (given) => {
      listener = given;
    },
  };
}

function toCamera(one: OrderedCamera, site: AddedOptions['site']): Camera {
  return { ...one, analysis: site.analysis ?? defaultAnalysis, privacyMasks: [] };
}

const purpose = 'cameras';

/** Null when the key cannot be used: then nothing is stored, and a restarted edge needs dispatch. */
async function openBox(file: string, log: Logger): Promise<SecretBox | null> {
  return openSecretBox(file).catch((error: unknown) => {
    log.error({ file, error: messageOf(error) }, 'cameras of the dashboard cannot be kept');
    return null;
  });
}

type Kept = Pick<CameraOrder, 'cameras'> & { revision: string | null };

/** Encrypted, because addresses contain passwords. */
async function save(
  { path, box, clock, log }: { path: string; box: SecretBox } & Pick<AddedOptions, 'clock' | 'log'>,
  order: Kept,
): Promise<void> {
  const sealed = box.seal(JSON.stringify({ ...order, withheld: [] }), purpose);
  await saveState(path, { sealed }, clock.now()).catch((error: unknown) => {
    log.error({ path, error: messageOf(error) }, 'cameras of the dashboard cannot be saved');
  });
}

async function load(path: string, box: SecretBox, log: Logger): Promise<Kept | null> {
  const value = await loadState(path, log);
  if (value === undefined) return null;
  const { sealed } = value as { sealed?: unknown };
  const text = typeof sealed === 'string' ? box.open(sealed, purpose) : null;
  const parsed = text === null ? null : cameraOrderSchema.safeParse(JSON.parse(text));
  if (parsed?.success) return parsed.data;
  log.error({ path }, 'the saved cameras of the dashboard cannot be read: asking dispatch');
  return null;
}
