// All cameras: those of the site file, and those that were added in the dashboard, each with its versions. The site file counts when
// both have the same id. Takes the store's part, the site and the box that encrypts log-ins; picks up changes of other dispatches.
import { isDeepStrictEqual } from 'node:util';
import {
  defaultAnalysis,
  type Camera,
  type NewCamera,
  type SetUpCamera,
  type Site,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { addressOf } from './camera-address.ts';
import type { CameraStore, CameraVersion, StoredCamera } from './camera-store.ts';

/** Encrypts a text for one thing, and opens it for that only. */
export interface CameraBox {
  seal(text: string, of: string): string;
  /** Null when this dispatch cannot open it. */
  open(box: string, of: string): string | null;
}

export interface CameraWish {
  id: string;
  /** Null removes it. */
  camera: NewCamera | null;
  baseVersion: number | null;
  author: string;
  reason: string;
}
export type CameraRefusal = 'absent' | 'stale' | 'unchanged' | 'in-site-file' | 'log-in-needed';
export type CameraDecided = { ok: true } | { ok: false; reason: CameraRefusal };

export interface CameraBook {
  /** Those that count; addresses without log-ins for those of the dashboard. */
  readonly cameras: Camera[];
  has(cameraId: string): boolean;
  /** Reads what is new in the store. Returns whether something was. */
  refresh(): Promise<boolean>;
  list(): SetUpCamera[];
  change(wish: CameraWish): Promise<CameraDecided>;
  history(id: string): Promise<CameraVersion[]>;
  /** Of the dashboard, for edges. */
  added(): AddedCamera[];
  /** The whole address of a camera of the dashboard; null when it has no log-in or cannot be read. */
  secretOf(id: string): string | null;
}

/** `source` is null when its log-in cannot be read. */
export type AddedCamera = Omit<StoredCamera, 'sealed' | 'source'> & {
  id: string;
  source: string | null;
};

export interface CameraBookParts {
  store: CameraStore;
  site: Pick<Site, 'cameras' | 'analysis'>;
  box: CameraBox;
  clock: Pick<Clock, 'now'>;
}

export async function openCameraBook(parts: CameraBookParts): Promise<CameraBook> {
  const book = new Book(parts);
  await book.refresh();
  return book;
}

class Book implements CameraBook {
  readonly #parts: CameraBookParts;
  readonly #newest = new Map<string, CameraVersion>();
  readonly #ofSite: ReadonlyMap<string, Camera>;
  #last = 0;
  #cameras: Camera[];

  constructor(parts: CameraBookParts) {
    this.#parts = parts;
    this.#ofSite = new Map(parts.site.cameras.map((camera) => [camera.id, camera]));
    this.#cameras = [...this.#ofSite.values()];
  }

  get cameras(): Camera[] {
    return this.#cameras;
  }

  has(cameraId: string): boolean {
    return this.#ofSite.has(cameraId) || this.#contentOf(cameraId) !== null;
  }

  async refresh(): Promise<boolean> {
    const news = await this.#parts.store.newestAfter(this.#last);
    for (const { number, ...version } of news) {
      this.#newest.set(version.id, version);
      this.#last = Math.max(this.#last, number);
    }
    if (news.length > 0) this.#cameras = [...this.#ofSite.values(), ...this.#shownCameras()];
    return news.length > 0;
  }

  list(): SetUpCamera[] {
    const ofSite = [...this.#ofSite.values()].map(siteEntry);
    const own = this.#live().map(({ id, version, content }) => ({
      id,
      ...shownOf(content),
      origin: this.#ofSite.has(id) ? ('overruled' as const) : ('dashboard' as const),
      version,
      isReadable: content.sealed === null || this.secretOf(id) !== null,
    }));
    return [...ofSite, ...own];
  }

  async change(wish: CameraWish): Promise<CameraDecided> {
    await this.refresh();
    const { id, camera, baseVersion, ...by } = wish;
    const last = this.#newest.get(id);
    const current = last?.content ?? null;
    if (camera === null && current === null) return { ok: false, reason: 'absent' };
    if (current === null && this.#ofSite.has(id)) return { ok: false, reason: 'in-site-file' };
    if (baseVersion !== (current === null ? null : last?.version))
      return { ok: false, reason: 'stale' };
    const content = camera && this.#toStored(id, camera, current);
    if (content === 'log-in-needed') return { ok: false, reason: content };
    if (isDeepStrictEqual(content, current)) return { ok: false, reason: 'unchanged' };
    const change = content === null ? 'removed' : current === null ? 'added' : 'edited';
    const version = (last?.version ?? 0) + 1;
    const at = this.#parts.clock.now();
    const isAdded = await this.#parts.store.add([{ id, version, change, at, ...by, content }]);
    await this.refresh();
    return isAdded ? { ok: true } : { ok: false, reason: 'stale' };
  }

  history(id: string): Promise<CameraVersion[]> {
    return this.#parts.store.history(id);
  }

  added(): AddedCamera[] {
    return this.#live()
      .filter(({ id }) => !this.#ofSite.has(id))
      .map(({ id, content: { sealed, source, ...rest } }) => ({
        id,
        ...rest,
        source: sealed === null ? source : this.secretOf(id),
      }));
  }

  secretOf(id: string): string | null {
    const sealed = this.#contentOf(id)?.sealed ?? null;
    return sealed && this.#parts.box.open(sealed, id);
  }

  /** The same log-in keeps its box, so that an edit that says nothing new is seen as one. */
  #toStored(id: string, camera: NewCamera, current: StoredCamera | null) {
    const { source, logIn, ...rest } = camera;
    const known = this.secretOf(id);
    if (logIn === 'keep' && current?.sealed && known === null) return 'log-in-needed' as const;
    const address = addressOf(source, logIn, known);
    if (address === null) return 'log-in-needed' as const;
    const { shown, secret } = address;
    const isSame = secret !== null && secret === known;
    const sealed = isSame ? (current?.sealed ?? null) : this.#seal(secret, id);
    return { ...rest, source: shown, sealed };
  }

  #seal(secret: string | null, id: string): string | null {
    return secret === null ? null : this.#parts.box.seal(secret, id);
  }

  #contentOf(id: string): StoredCamera | null {
    return this.#newest.get(id)?.content ?? null;
  }

  #live() {
    return [...this.#newest.values()]
      .flatMap(({ id, version, content }) => (content ? [{ id, version, content }] : []))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  #shownCameras(): Camera[] {
    const { analysis = defaultAnalysis } = this.#parts.site;
    return this.#live()
      .filter(({ id }) => !this.#ofSite.has(id))
      .map(({ id, content: { name, source, gridCell, location, transport, edge } }) => ({
        ...{ id, name, source, gridCell, location, transport, edge },
        analysis,
        privacyMasks: [],
      }));
  }
}

function siteEntry(camera: Camera): SetUpCamera {
  const { id, name, source, gridCell, transport, location = null, edge = null } = camera;
  const { shown, secret } = addressOf(source, null, null) ?? { shown: source, secret: null };
  return {
    id,
    name,
    gridCell,
    transport,
    location,
    edge,
    source: shown,
    hasLogIn: secret !== null,
    origin: 'site-file',
    version: null,
    isReadable: true,
  };
}

export function shownOf({ sealed, ...rest }: StoredCamera) {
  return { ...rest, hasLogIn: sealed !== null };
}
