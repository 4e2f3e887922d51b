// What fences need from the store: their versions and the confirmed views. Append-only.
import type { ArmedFences, FenceFile, FenceVersion } from '../../contracts/index.ts';
import type { ChangeDecision } from './decide-change.ts';
import type { ShiftDecision } from './shift-fence.ts';

export interface ViewConfirmation {
  cameraId: string;
  confirmedAt: number;
  author: string;
  reason: string;
  shift: { x: number; y: number } | null;
}

export interface FenceVersionStore {
  /** The newest version of every fence, removals too, by fence id. */
  newest(): Promise<FenceVersion[]>;
  /** Newest first. */
  history(fenceId: string): Promise<FenceVersion[]>;
  find(fenceId: string, version: number): Promise<FenceVersion | null>;
  /** Those of these that there are, in any order. */
  findAll(wanted: readonly Pick<FenceVersion, 'fenceId' | 'version'>[]): Promise<FenceVersion[]>;
  /** 0 while the store is empty. */
  revision(): Promise<number>;
  /** The last confirmation of each camera. */
  confirmedViews(): Promise<ArmedFences['views']>;
  /** Newest first. */
  confirmationsOf(cameraId: string): Promise<ViewConfirmation[]>;
  /** Writes the decision on a fence's versions, newest first. */
  change(
    fenceId: string,
    decide: (versions: FenceVersion[]) => ChangeDecision,
  ): Promise<ChangeDecision>;
  /** Writes the confirmation and the decision on the newest versions; neither when the decision is a refusal. */
  confirmView(
    confirmation: ViewConfirmation,
    decide: (newest: FenceVersion[]) => ShiftDecision,
  ): Promise<ShiftDecision>;
  /** Writes the changes of the site file, and stores its content. Returns the versions written. */
  readSiteFile(
    fences: readonly FenceFile[],
    decide: (before: SiteFileBefore) => FenceVersion[],
  ): Promise<FenceVersion[]>;
}

export interface SiteFileBefore {
  newest: Map<string, FenceVersion>;
  saidBefore: Map<string, FenceFile>;
}
