// Keeps this edge's leases: renews them every second, takes and gives back cameras by the plan, and stops cameras that another edge
// has. Takes the store, the cameras of the site and this edge's capacity; runs until it hands over. Without Redis all held cameras
// continue.
import type { Logger } from 'pino';
import type { HeldLease } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { messageOf } from '../../host/error-message.ts';
import type { FoundProblem } from '../found-problem.ts';
import { createWakeSignal } from '../wake-signal.ts';
import { HeldLeases, type HeldLeasesOptions } from './held-leases.ts';
import type { LeaseNote } from './lease-note.ts';
import type { LeaseStore, Offer } from './lease-store.ts';
import { createSureness } from './sureness.ts';
import { planShares, type SharedCamera, type SharePlan } from './share-plan.ts';

export interface LeaseKeeperOptions extends HeldLeasesOptions {
  edgeId: string;
  /** Read at every turn, because cameras are added and removed. */
  readonly cameras: readonly SharedCamera[];
  store: LeaseStore;
  offer: () => Omit<Offer, 'isLeaving'>;
  note: LeaseNote;
  keepNote: (note: LeaseNote) => Promise<void>;
  clock: Clock;
  log: Logger;
}

export interface LeaseKeeper {
  run(signal: AbortSignal): Promise<void>;
  /** Whether this edge still holds the camera; asks Redis if the last confirmation is too old. True while Redis is unreachable. */
  isSure(cameraId: string): Promise<boolean>;
  held(): ReadonlyMap<string, HeldLease>;
  /** Call when Redis is reachable again: takes a turn at once. */
  wake(): void;
  /** Stops all cameras and gives their leases back. */
  handOver(): Promise<void>;
  problems(): readonly FoundProblem[];
  seen(): SharingSeen;
}

/** The state of sharing, for monitoring. */
export interface SharingSeen {
  /** Whether Redis answered the last turn. */
  readonly isConnected: boolean;
  readonly edges: number;
  /** Cameras that no edge can take. */
  readonly without: number;
  /** Whether it stops, or was asked to hand over its cameras. */
  readonly isLeaving: boolean;
}

const turnEveryMs = 1000;
/** A restarted edge continues with its stored cameras when Redis has not answered for this long. */
const waitForRedisMs = 5000;

export function createLeaseKeeper(options: LeaseKeeperOptions): LeaseKeeper {
  const known = new Set(options.cameras.map(({ id }) => id));
  const noted = options.note.held.filter(({ cameraId }) => known.has(cameraId));
  const leases = new HeldLeases(options, noted);
  const keeper = new Keeper(options, leases);
  return {
    run: (signal) => keeper.run(signal),
    isSure: (cameraId) => keeper.isSure(cameraId),
    held: () => leases.started(),
    wake: () => {
      keeper.wake();
    },
    handOver: () => keeper.handOver(),
    problems: () => keeper.problems(),
    seen: () => keeper.seen(),
  };
}

class Keeper {
  readonly #options: LeaseKeeperOptions;
  readonly #leases: HeldLeases;
  readonly #sureness: ReturnType<typeof createSureness>;
  readonly #woken = createWakeSignal();
  #lastToken: number;
  #isConnected = false;
  #isLeaving = false;
  #isGone = false;
  #isIdTaken = false;
  #plan: SharePlan | null = null;
  #members: readonly string[] = [];
  #isAskedToLeave = false;
  #turn: Promise<void> | null = null;
  #problem: string | null = null;

  constructor(options: LeaseKeeperOptions, leases: HeldLeases) {
    this.#options = options;
    this.#leases = leases;
    this.#lastToken = options.note.lastToken;
    this.#sureness = createSureness(options.clock);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const startedMs = clock.steady();
    while (!signal.aborted && !this.#isGone) {
      await this.#takeTurn();
      const isLate = clock.steady() - startedMs >= waitForRedisMs;
      if (!this.#isConnected && isLate && !this.#isLeaving) this.#leases.beginAll();
      await this.#woken.waitOrWake(clock, turnEveryMs, signal);
    }
  }

  wake(): void {
    this.#woken.wake();
  }

  async isSure(cameraId: string): Promise<boolean> {
    // Try twice: a running turn may have been answered before the process was frozen.
    for (let tries = 0; tries < 2; tries += 1) {
      if (!this.#leases.has(cameraId) || this.#sureness.isSure()) break;
      await this.#takeTurn();
      if (!this.#isConnected) break;
    }
    return this.#leases.has(cameraId);
  }

  seen(): SharingSeen {
    return {
      isConnected: this.#isConnected,
      edges: this.#members.length,
      without: this.#plan?.without.size ?? 0,
      isLeaving: this.#isLeaving || this.#isAskedToLeave,
    };
  }

  problems(): FoundProblem[] {
    const { edgeId } = this.#options;
    if (this.#isIdTaken) return [{ code: 'edge-id-taken', subject: edgeId }];
    // Only the first member reports for all.
    if (!this.#isConnected || this.#members[0] !== edgeId) return [];
    return [...(this.#plan?.without ?? [])].map(([subject, without]) => ({
      code: 'camera-without-edge',
      subject,
      values: { without },
    }));
  }

  async handOver(): Promise<void> {
    await this.#turn;
    this.#isLeaving = true;
    await this.#takeTurn();
    const offers = this.#isConnected ? this.#plan?.moves : undefined;
    const held = [...this.#leases.tokens().keys()];
    await Promise.all(held.map((id) => this.#leases.give(id, offers?.get(id)?.to ?? null)));
    this.#isGone = true;
    this.wake();
    await this.#turn;
    if (this.#isConnected) await this.#options.store.leave().catch(() => undefined);
    await this.#saveNote();
  }

  /** Runs one turn at a time; a caller during a turn waits for that turn. */
  #takeTurn(): Promise<void> {
    this.#turn ??= this.#tryTurn().finally(() => {
      this.#turn = null;
    });
    return this.#turn;
  }

  async #tryTurn(): Promise<void> {
    const { log } = this.#options;
    try {
      await this.#haveTurn();
      if (this.#problem !== null) log.info('leases are renewed again');
      this.#problem = null;
      this.#isConnected = true;
    } catch (error) {
      const problem = messageOf(error);
      if (this.#problem === null) log.warn({ problem }, 'leases cannot be renewed: cameras go on');
      this.#problem = problem;
      this.#isConnected = false;
    }
  }

  async #haveTurn(): Promise<void> {
    const { store, cameras, edgeId } = this.#options;
    const asked = this.#sureness.mark();
    const offer = { ...this.#options.offer(), isLeaving: this.#isLeaving };
    const answer = await store.turn(offer, this.#leases.tokens(), this.#lastToken);
    this.#noteTaken(answer.outcome === 'id-taken');
    if (answer.outcome === 'id-taken') {
      this.#leases.follow(new Map());
      return;
    }
    this.#sureness.confirm(asked);
    this.#lastToken = Math.max(this.#lastToken, answer.lastToken);
    const isChanged = this.#leases.follow(answer.own);
    const members = answer.members.filter(({ until }) => until >= answer.now);
    this.#members = members.map((one) => one.edgeId).toSorted();
    this.#isAskedToLeave = members.some((one) => one.edgeId === edgeId && one.isLeaving);
    this.#plan = planShares({ ...answer, cameras });
    const isTaken = !this.#isLeaving && (await this.#carryOut(this.#plan, edgeId));
    this.#giveOutdated();
    if (isChanged || isTaken) await this.#saveNote();
  }

  #giveOutdated(): void {
    const { isOutdated = () => false } = this.#options;
    for (const [id] of this.#leases.started()) if (isOutdated(id)) void this.#leases.give(id, null);
  }

  /** Returns whether it took a camera. */
  async #carryOut({ claims, moves }: SharePlan, edgeId: string): Promise<boolean> {
    const { store, clock } = this.#options;
    for (const [id, { from, to }] of moves) if (from === edgeId) void this.#leases.give(id, to);
    const mine = [...claims].flatMap(([id, edge]) => (edge === edgeId ? [id] : []));
    if (mine.length === 0) return false;
    const tokens = await store.claim(mine, this.#lastToken);
    for (const [cameraId, token] of tokens) {
      this.#lastToken = Math.max(this.#lastToken, token);
      this.#leases.begin(cameraId, { token, since: clock.now() }, 'taken');
    }
    return tokens.size > 0;
  }

  #noteTaken(isTaken: boolean): void {
    const { log, edgeId } = this.#options;
    if (isTaken && !this.#isIdTaken)
      log.error({ edgeId }, 'another worker with this id shares cameras: give each its own --id');
    this.#isIdTaken = isTaken;
  }

  async #saveNote(): Promise<void> {
    const { note, keepNote, log } = this.#options;
    const next = { ...note, lastToken: this.#lastToken, held: this.#leases.entries() };
    await keepNote(next).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'the note of leases cannot be written');
    });
  }
}
