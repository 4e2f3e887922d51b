// The record of a night: alerts of cameras, cases of dispatch, and messages of real receivers.
import type { CaseStep, Delivery } from '../../contracts/index.ts';
import type { DisturbanceName } from './night-plan.ts';
import type { MachineWait } from './watch-machine.ts';

export interface NightHistory {
  /** Ids of the queued alerts. */
  raised: string[];
  /** Ids of the alerts in cases, one entry per row. */
  recorded: string[];
  cases: NightCase[];
  received: Receipt[];
  disturbances: Disturbance[];
  /** The clock when the last alert had been raised: everything due until then must be done. */
  judgedUntil: number;
  /** The clock when dispatch was told to stop. */
  endedAt: number;
  /** When processes waited for a core. */
  waits: MachineWait[];
}

/** A kill or an outage. */
export interface Disturbance {
  what: DisturbanceName;
  /** Real time: messages in flight then may be repeated. */
  from: number;
  until: number;
  /** The night's time: timers due then may be late. */
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
  /** Real time. */
  at: number;
}
