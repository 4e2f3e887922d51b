// All cameras: those of the site file, and those that were added in the dashboard, each with its versions. The site file counts
// when both have the same id. Takes the store's part, the site and the encryption of log-ins; picks up changes of other dispatches.
import {
  defaultAnalysis,
  type Camera,
  type SetUpCamera,
  type Site,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { addressOf } from './camera-address.ts';
import type { CameraStore, CameraVersion, StoredCamera } from './camera-store.ts';
import {
  decideCamera,
  type CameraDecision,
  type CameraRefusal,
  type CameraWish,
} from './decide-camera.ts';

/** Encrypts a text for one camera, and decrypts it for that camera only. */
export interface CameraBox {
  seal(text: string, of: string): string;
  /** Null when this dispatch cannot open it. */
  open(box: string, of: string): string | null;
}

export type CameraDecided = { ok: true } | { ok: false; reason: CameraRefusal };

export interface CameraBook {
  /** Those that count; addresses without log-ins for those of the dashboard. */
  readonly cameras: Camera[];
  has(cameraId: string): boolean;
  /** Reads what is new in the store. Returns whether something was. */
  refresh(): Promise<boolean>;
  list(): SetUpCamera[];
  change(wish: CameraWish): Promise<CameraDecided>;
  /** Decides by the loaded state, so call `refresh` first. Stores nothing. */
  decide(wish: CameraWish): CameraDecision;
  /** All or none: false when somebody else changed one first. */
  store(versions: readonly CameraVersion[]): Promise<boolean>;
  /** Null for a camera that does not exist or was removed. */
  versionOf(id: string): number | null;
  /** Grows with each change of a camera. */
  revision(): number;
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
    const decided = this.decide(wish);
    if (!decided.ok) return decided;
    const isStored = await this.store([decided.version]);
    return isStored ? { ok: true } : { ok: false, reason: 'stale' };
  }

  decide(wish: CameraWish): CameraDecision {
    const { id } = wish;
    return decideCamera(wish, {
      last: this.#newest.get(id),
      isInSiteFile: this.#ofSite.has(id),
      known: this.secretOf(id),
      seal: (secret) => this.#parts.box.seal(secret, id),
      at: this.#parts.clock.now(),
    });
  }

  async store(versions: readonly CameraVersion[]): Promise<boolean> {
    const isStored = await this.#parts.store.add(versions);
    await this.refresh();
    return isStored;
  }

  versionOf(id: string): number | null {
    const last = this.#newest.get(id);
    return last?.content ? last.version : null;
  }

  revision(): number {
    return this.#last;
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
