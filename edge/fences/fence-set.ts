// The fences that an edge uses. Pure: takes what dispatch has armed and what was in force, checks each fence on its own, and
// returns what is in force now. When a fence cannot be used, its previous version stays in force and the reason is reported.
import {
  completeFence,
  cutText,
  describeFaults,
  faultsOf,
  fenceFileSchema,
  maxFencesOfCamera,
  maxLongIdLength,
  type ArmedFences,
  type Fence,
  type FenceFile,
  type FencesInForce,
} from '../../contracts/index.ts';

export interface FenceSet {
  /** 0 while the edge uses its site file. */
  readonly revision: number;
  readonly inForce: readonly FenceInForce[];
  readonly refused: readonly RefusedFence[];
  /** Which views an operator confirmed last, and when. */
  readonly views: ArmedFences['views'];
}

export interface FenceInForce {
  readonly fence: Fence;
  /** As received; null for a fence of the site file. */
  readonly written: FenceFile | null;
}

export type RefusedFence = FencesInForce['refused'][number] & {
  /** Null when unknown. */
  readonly cameraId: string | null;
};

/** The fences and the view of one camera. */
export interface CameraFences {
  readonly fences: readonly Fence[];
  readonly status: FencesInForce;
  /** Epoch ms by dispatch's clock; null when nobody has confirmed the view. */
  readonly viewConfirmedAt: number | null;
}

export function siteFileFences(fences: readonly Fence[]): FenceSet {
  const inForce = fences.map((fence) => ({ fence, written: null }));
  return { revision: 0, inForce, refused: [], views: [] };
}

export function takeArmed(armed: ArmedFences, former: FenceSet): FenceSet {
  const before = new Map(former.inForce.map((one) => [one.fence.id, one]));
  const checked = armed.fences.map((one) => checkArmed(one, before));
  return {
    revision: armed.revision,
    inForce: checked.flatMap(({ inForce }) => (inForce ? [inForce] : [])),
    refused: checked.flatMap(({ refused }) => (refused ? [refused] : [])),
    views: armed.views,
  };
}

export function fencesOfCamera(set: FenceSet, cameraId: string): CameraFences {
  const own = set.inForce.flatMap(({ fence }) => (fence.camera === cameraId ? [fence] : []));
  const refused = set.refused.filter((one) => (one.cameraId ?? cameraId) === cameraId);
  const view = set.views.find((one) => one.cameraId === cameraId);
  return {
    fences: own,
    status: {
      revision: set.revision,
      inForce: own.slice(0, maxFencesOfCamera).map(({ id, version }) => ({ fenceId: id, version })),
      refused: refused.slice(0, maxRefusedTold).map(({ fenceId, version, message }) => ({
        fenceId: cutText(fenceId, maxLongIdLength),
        version,
        message: cutText(message),
      })),
    },
    viewConfirmedAt: view?.confirmedAt ?? null,
  };
}

/** Maximum number of refused fences in one report. */
const maxRefusedTold = 100;

interface Checked {
  inForce: FenceInForce | undefined;
  refused?: RefusedFence;
}

function checkArmed(
  { version, fence: written }: ArmedFences['fences'][number],
  before: ReadonlyMap<string, FenceInForce>,
): Checked {
  const parsed = fenceFileSchema.safeParse(written, { reportInput: true });
  if (parsed.success) return { inForce: { fence: completeFence(parsed.data, version), written } };
  const former = before.get(textOf(written.id) ?? '');
  const fenceId = former?.fence.id ?? textOf(written.id) ?? 'without id';
  const cameraId = former?.fence.camera ?? textOf(written.camera) ?? null;
  const message = describeFaults(faultsOf(parsed.error));
  return { inForce: former, refused: { cameraId, fenceId, version, message } };
}

/** A refused fence may contain any value in any field. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
