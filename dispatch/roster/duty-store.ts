// What the duty plan needs from the store: its versions, which are never changed.
import type { AddWithSwap } from './shift-store.ts';
import type { DutyContent, DutyHead, DutyVersion } from '../../contracts/index.ts';

export interface DutyStore {
  newest(): Promise<DutyVersion | null>;
  /** Newest first. */
  heads(): Promise<DutyHead[]>;
  find(version: number): Promise<DutyVersion | null>;
  /** The content of the site file when it was last read. */
  siteFile(): Promise<DutyContent | null>;
  /**
   * False when this version exists already.
   * @param file the content of the site file, when it was read
   */
  add(version: DutyVersion, file?: DutyContent): Promise<boolean>;
  /** Ends a swap and writes the version that results, both or neither. */
  addWithSwap: AddWithSwap;
}
