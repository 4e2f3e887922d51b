// What is written down of a night: what cameras raised, what dispatch recorded, and what real listeners got.
import type { CaseStep, Delivery } from '../../contracts/index.ts';
import type { DisturbanceName } from './night-plan.ts';
import type { MachineWait } from './watch-machine.ts';

export interface NightHistory {
  /** Ids of the alerts that were put into the queue. */
  raised: string[];
  /** Ids of the alerts that stand in cases, one entry for each row. */
  recorded: string[];
  cases: NightCase[];
  received: Receipt[];
  disturbances: Disturbance[];
  /** What dispatch's clock showed when the last alert had been raised: what was due until then must have been done. */
  judgedUntil: number;
  /** What its clock showed when dispatch was told to stop. */
  endedAt: number;
  /** When the machine kept cores from what ran. */
  waits: MachineWait[];
}

/** A kill or an outage. */
export interface Disturbance {
  what: DisturbanceName;
  /** In the time of the world: what was on its way then may come again under its id. */
  from: number;
  until: number;
  /** What dispatch's clock showed: what was due then may be late. */
  shownFrom: number;
  shownUntil: number;
}

export interface NightCase {
  id: string;
  state: string;
  log: CaseStep[];
  deliveries: Delivery[];
  untold: { notificationId: string; person: string | null; reason: string }[];
}

export interface Receipt {
  notificationId: string;
  over: 'mqtt' | 'webhook';
  /** In the time of the world. */
  at: number;
}
