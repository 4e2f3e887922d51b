// What the cameras of the dashboard need from the store: their versions, which are never changed.
import type { cameraChanges } from '../../contracts/index.ts';

export interface StoredCamera {
  name: string;
  /** Without its log-in. */
  source: string;
  /** The whole address, encrypted; null when it has no log-in. */
  sealed: string | null;
  gridCell: string | null;
  location: string | null;
  transport: 'auto' | 'tcp' | 'udp';
  edge: string | null;
}

export interface CameraVersion {
  id: string;
  version: number;
  change: (typeof cameraChanges)[number];
  at: number;
  author: string;
  reason: string;
  /** Null when it was removed. */
  content: StoredCamera | null;
}

export interface CameraStore {
  /** The newest version of each camera that was stored after `number`. */
  newestAfter(number: number): Promise<(CameraVersion & { number: number })[]>;
  /** Newest first. */
  history(id: string): Promise<CameraVersion[]>;
  /** All or none: false when one of these versions exists already. */
  add(versions: readonly CameraVersion[]): Promise<boolean>;
}
