// The leases that this edge holds, and their cameras: begins a camera with its lease, ends it when the lease is lost or given back.
// Takes functions that start and stop a camera. A camera that still ends is begun again only when it has ended.
import type { Logger } from 'pino';
import type { HeldLease } from '../../contracts/index.ts';
import { messageOf } from '../../host/error-message.ts';
import type { LeaseNote } from './lease-note.ts';
import type { LeaseStore } from './lease-store.ts';

/** `resumed`: after a restart of this edge. `lost`: somebody else has it. */
export const leaseChanges = ['taken', 'resumed', 'given', 'lost'] as const;
export type LeaseChange = (typeof leaseChanges)[number];

export interface HeldLeasesOptions {
  store: Pick<LeaseStore, 'release'>;
  /** The token of the lease may grow: read it for each alert. */
  start: (cameraId: string, lease: HeldLease) => void;
  /** Resolves when the camera has ended and its state is kept. */
  stop: (cameraId: string) => Promise<void>;
  /** The camera is gone, or has other settings than it runs with: its lease is given back, and taken anew if it is still there. */
  isOutdated?: (cameraId: string) => boolean;
  onChange?: (change: LeaseChange) => void;
  log: Logger;
}

export class HeldLeases {
  readonly #options: HeldLeasesOptions;
  readonly #leases = new Map<string, HeldLease>();
  readonly #started = new Set<string>();
  readonly #ending = new Map<string, Promise<void>>();

  constructor(options: HeldLeasesOptions, noted: LeaseNote['held']) {
    this.#options = options;
    for (const { cameraId, ...lease } of noted) this.#leases.set(cameraId, { ...lease });
  }

  has(cameraId: string): boolean {
    return this.#leases.has(cameraId);
  }

  tokens(): Map<string, number> {
    return new Map([...this.#leases].map(([cameraId, { token }]) => [cameraId, token]));
  }

  /** Those whose cameras run. */
  started(): Map<string, HeldLease> {
    return new Map([...this.#leases].filter(([cameraId]) => this.#started.has(cameraId)));
  }

  entries(): LeaseNote['held'] {
    return [...this.#leases].map(([cameraId, lease]) => ({ cameraId, ...lease }));
  }

  begin(cameraId: string, lease: HeldLease, change: 'taken' | 'resumed'): void {
    this.#leases.set(cameraId, lease);
    if (this.#started.has(cameraId) || this.#ending.has(cameraId)) return;
    this.#started.add(cameraId);
    this.#tell(change, cameraId, lease.token);
    this.#options.start(cameraId, lease);
  }

  /** All that are held and do not run yet. */
  beginAll(): void {
    for (const [cameraId, lease] of this.#leases) this.begin(cameraId, lease, 'resumed');
  }

  /** Follows the tokens of Redis; what is not among them is lost. Returns whether anything has changed. */
  follow(own: ReadonlyMap<string, number>): boolean {
    let isChanged = false;
    for (const [cameraId, lease] of [...this.#leases]) {
      const token = own.get(cameraId);
      isChanged ||= token !== lease.token;
      if (token === undefined) this.#lose(cameraId);
      else this.begin(cameraId, Object.assign(lease, { token }), 'resumed');
    }
    return isChanged;
  }

  /** Ends the camera, then gives the lease back. The lease is held until then. */
  async give(cameraId: string, to: string | null): Promise<void> {
    const { store, log } = this.#options;
    await this.#end(cameraId);
    // It may have been lost, or given, meanwhile.
    if (!this.#leases.delete(cameraId)) return;
    this.#started.delete(cameraId);
    this.#tell('given', cameraId, null);
    await store.release(cameraId, to).catch((error: unknown) => {
      log.warn({ cameraId, error: messageOf(error) }, 'a lease could not be given back: it ends');
    });
  }

  #lose(cameraId: string): void {
    this.#leases.delete(cameraId);
    if (!this.#started.delete(cameraId)) return;
    this.#tell('lost', cameraId, null);
    void this.#end(cameraId);
  }

  #end(cameraId: string): Promise<void> {
    const ended = () => {
      this.#ending.delete(cameraId);
    };
    const done = this.#ending.get(cameraId) ?? this.#options.stop(cameraId).then(ended);
    this.#ending.set(cameraId, done);
    return done;
  }

  #tell(change: LeaseChange, cameraId: string, token: number | null): void {
    const { log, onChange } = this.#options;
    log.info({ cameraId, change, token }, 'the lease of a camera has changed');
    onChange?.(change);
  }
}
