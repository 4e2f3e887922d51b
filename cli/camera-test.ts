// One camera in `fencewatch fences test`: the fences with the draft, the armed fences, and the sweeps, all on the same
// observations.
import type { Box, Fence, IncidentEvent, Observation, Site } from '../contracts/index.ts';
import {
  canSweep,
  compareRuns,
  createBackTest,
  createSweep,
  type BackTestResult,
  type RunComparison,
  type SweepPoint,
  type UnwatchedFence,
} from '../geofences/index.ts';
import type { SweepOption } from './sweep-option.ts';

export interface CameraTestOptions {
  readonly cameraId: string;
  readonly site: Site;
  /** The fences of all cameras, with the draft. */
  readonly fences: readonly Fence[];
  /** The fences of the draft; null when there is no draft. */
  readonly drafted: readonly Fence[] | null;
  readonly sweeps: readonly SweepOption[];
}

export interface Curve {
  readonly fenceId: string;
  readonly by: SweepOption['by'];
  readonly points: readonly (SweepPoint & { readonly text: string })[];
}

export interface CameraTest {
  /** Returns the results of the fences with the draft. */
  feed(observation: Observation, watched: readonly Box[] | null): readonly IncidentEvent[];
  /** The effect of the draft on its fences; null when there is none for this camera. */
  changes(): RunComparison | null;
  sweeps(): Curve[];
  /** Fences of which the detector was given only a part; empty when unknown. */
  unwatched(): readonly UnwatchedFence[];
}

export function createCameraTest(options: CameraTestOptions): CameraTest {
  const { cameraId, site, sweeps } = options;
  const own = (fences: readonly Fence[]) => fences.filter(({ camera }) => camera === cameraId);
  const where = { timezone: site.timezone, calendar: site.calendar };
  const drafted = own(options.drafted ?? []);
  const fences = own(options.fences);
  const draft = createBackTest({ ...where, fences });
  const armed =
    drafted.length === 0 ? null : createBackTest({ ...where, fences: own(site.fences) });
  const curves = (options.drafted === null ? fences : drafted).flatMap((fence) =>
    sweeps
      .filter(({ by }) => canSweep(fence.definition, by))
      .map(({ by, values }) => {
        const numbers = values.map(({ value }) => value);
        return { fence, by, values, sweep: createSweep({ ...where, fence, by, values: numbers }) };
      }),
  );
  return {
    feed: (observation, watched) => {
      armed?.feed([observation]);
      for (const { sweep } of curves) sweep.feed([observation]);
      return draft.feed([observation], watched);
    },
    changes: () => armed && compareRuns(onlyOf(drafted, armed.end()), onlyOf(drafted, draft.end())),
    unwatched: () => draft.end().unwatched ?? [],
    sweeps: () =>
      curves.map(({ fence, by, values, sweep }) => ({
        fenceId: fence.id,
        by,
        points: sweep.end().map((point, index) => ({ ...point, text: values[index]?.text ?? '' })),
      })),
  };
}

function onlyOf(fences: readonly Fence[], result: BackTestResult) {
  const ids = new Set(fences.map(({ id }) => id));
  const incidents = result.incidents.filter(({ fenceId }) => ids.has(fenceId));
  return { incidents, to: result.to };
}
