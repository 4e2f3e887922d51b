// What is wrong with cameras as dispatch itself sees it: those that no edge speaks of, views that cannot be trusted, and
// what the state of a camera says where its edge sends no health of its own. Pure.
import type { CameraStatus, HealthProblem, ProblemCode } from '../../contracts/index.ts';
import { isSilent, type Heard } from '../cameras/camera-view.ts';
import { isStarting } from './is-starting.ts';

export interface CameraProblemsInput {
  cameraIds: readonly string[];
  /** The last status of each camera; those that no edge has spoken of are missing. */
  heard: ReadonlyMap<string, Heard>;
  /** Edges that say themselves what is wrong with their cameras. */
  edgesWithHealth: ReadonlySet<string>;
  /** Since when dispatch listens. */
  startedAt: number;
  now: number;
}

const codeOfState: Record<CameraStatus['state'], ProblemCode | null> = {
  live: null,
  starting: null,
  stalled: 'camera-stalled',
  offline: 'camera-unreachable',
  refused: 'camera-login-refused',
};

export function cameraProblems(input: CameraProblemsInput): HealthProblem[] {
  const { startedAt, now } = input;
  return input.cameraIds.flatMap((cameraId) => {
    const last = input.heard.get(cameraId);
    if (last === undefined)
      return isStarting(startedAt, now) ? [] : [notHeardOf(cameraId, startedAt, {})];
    const { edgeId } = last.status;
    if (isSilent(last, now)) return [notHeardOf(cameraId, last.heardAt, { edgeId })];
    return [...stateProblems(last, input), ...viewProblems(last, now)];
  });
}

function notHeardOf(
  subject: string,
  since: number,
  values: HealthProblem['values'],
): HealthProblem {
  return { code: 'camera-not-heard-of', subject, since, values };
}

function stateProblems(
  { status, heardAt }: Heard,
  { edgesWithHealth }: CameraProblemsInput,
): HealthProblem[] {
  const code = codeOfState[status.state];
  if (code === null || edgesWithHealth.has(status.edgeId)) return [];
  const since = Math.max(0, heardAt - Math.max(0, status.sentAt - status.since));
  return [{ code, subject: status.cameraId, since, values: {} }];
}

/** Since when a view has been so is not in a status: it is so since it was first noticed. */
function viewProblems({ status }: Heard, now: number): HealthProblem[] {
  const { state, view, cameraId } = status;
  if (state !== 'live' || view === null || view === 'ok') return [];
  return [{ code: 'camera-view-wrong', subject: cameraId, since: now, values: { view } }];
}
