// What is written down of a night: what cameras raised, what dispatch recorded, and what real listeners got.
import type { CaseStep, Delivery } from '../../contracts/index.ts';

export interface NightHistory {
  /** Ids of the alerts that were put into the queue. */
  raised: string[];
  /** Ids of the alerts that stand in cases, one entry for each row. */
  recorded: string[];
  cases: NightCase[];
  received: Receipt[];
  /** Kills and outages, in the time of the world: what was on its way then may come again under its id. */
  disturbances: { what: string; from: number; until: number }[];
  /** What dispatch's clock showed when the last alert had been raised and all had time to be done. */
  judgedUntil: number;
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
