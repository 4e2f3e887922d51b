// What the duty plan asks of the store: its versions, oldest never changed.
import type { AddWithSwap } from './shift-store.ts';
import type { DutyContent, DutyHead, DutyVersion } from '../../contracts/index.ts';

export interface DutyStore {
  newest(): Promise<DutyVersion | null>;
  /** Newest first. */
  heads(): Promise<DutyHead[]>;
  find(version: number): Promise<DutyVersion | null>;
  /** What the site file said when it was read last. */
  siteFile(): Promise<DutyContent | null>;
  /**
   * False when there is such a version by now.
   * @param file what the site file says, when it was read
   */
  add(version: DutyVersion, file?: DutyContent): Promise<boolean>;
  /** Ends a swap with the version that it becomes: both are written, or none. */
  addWithSwap: AddWithSwap;
}
