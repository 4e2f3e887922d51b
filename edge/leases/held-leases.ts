// The leases that this edge holds: starts a camera when its lease is taken, stops it when the lease is lost or given back. Takes
// functions that start and stop a camera. A camera that is still stopping is started again only afterwards.
import type { Logger } from 'pino';
import type { HeldLease } from '../../contracts/index.ts';
import { messageOf } from '../../host/error-message.ts';
import type { LeaseNote } from './lease-note.ts';
import type { LeaseStore } from './lease-store.ts';

/** `resumed`: kept over a restart of this edge. `lost`: another edge has it. */
export const leaseChanges = ['taken', 'resumed', 'given', 'lost'] as const;
export type LeaseChange = (typeof leaseChanges)[number];

export interface HeldLeasesOptions {
  store: Pick<LeaseStore, 'release'>;
  /** Read the lease's token for each alert, because it may grow. */
  start: (cameraId: string, lease: HeldLease) => void;
  /** Resolves when the camera has stopped and its state is saved. */
  stop: (cameraId: string) => Promise<void>;
  /** Whether the camera was removed or runs with old settings. Then its lease is given back, and taken again if the camera exists. */
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

  /** The leases whose cameras run. */
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

  /** Starts the cameras of all held leases that do not run yet. */
  beginAll(): void {
    for (const [cameraId, lease] of this.#leases) this.begin(cameraId, lease, 'resumed');
  }

  /** Adopts the tokens that Redis reports; other leases are lost. Returns whether anything has changed. */
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

  /** Stops the camera, and only then gives the lease back. */
  async give(cameraId: string, to: string | null): Promise<void> {
    const { store, log } = this.#options;
    await this.#end(cameraId);
    // The lease may have been lost or given back in the meantime.
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
