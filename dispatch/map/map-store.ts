// What the map needs from the store: versions of its items, which are never changed.
import type { MapVersion } from '../../contracts/index.ts';

export interface NumberedVersion extends MapVersion {
  /** In the order of storing. */
  number: number;
}

export interface MapStore {
  /** The newest version of each item that was stored after `number`. */
  newestAfter(number: number): Promise<NumberedVersion[]>;
  /** The last content of the site file for each item that it ever had. */
  saidBySiteFile(): Promise<MapVersion[]>;
  /** Newest first. */
  history(kind: MapVersion['kind'], id: string): Promise<MapVersion[]>;
  /** All or none: false when one of these versions exists already. */
  add(versions: readonly MapVersion[]): Promise<boolean>;
}
