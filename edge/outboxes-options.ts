// The options of the worker's outboxes.
import type { Logger } from 'pino';
import type { Alert, AlertSeal, ClipRolls } from '../contracts/index.ts';
import type { Clock } from '../host/clock.ts';
import type { Credentials } from './credentials/add-credentials.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { AlertQueue } from './outbox/alert-queue.ts';
import type { Dispatch } from './outbox/upload.ts';
import type { Rings } from './rings.ts';
import type { Folders } from './state/folders.ts';

export interface OutboxesOptions {
  folders: Folders;
  queue: AlertQueue;
  dispatch: Dispatch | null;
  /** Signs an alert; returns it unchanged when the edge has no key. */
  seal?: (alert: Alert) => Alert;
  /** Signs a file's identity; returns null while the edge has no key. */
  sign?: (text: string) => AlertSeal | null;
  /** Called before an alert is sent; never rejects. */
  confirm?: (alert: Alert) => Promise<void>;
  /** Adds content credentials to a file before its upload; none when absent. */
  credentials?: Pick<Credentials, 'add' | 'forget'>;
  rings: Pick<Rings, 'open' | 'knows' | 'all'>;
  /** The time that a clip covers; the default when absent. */
  clipRolls?: ClipRolls;
  metrics: EdgeMetrics;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}
