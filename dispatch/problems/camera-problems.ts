// Camera problems found by dispatch: cameras without a report, views that cannot be trusted, and states of cameras whose edge
// sends no health report. Pure.
import type { CameraStatus, HealthProblem, ProblemCode } from '../../contracts/index.ts';
import { isSilent, type Heard } from '../cameras/camera-view.ts';
import { isStarting } from './is-starting.ts';

export interface CameraProblemsInput {
  cameraIds: readonly string[];
  /** The last status of each camera; cameras without a report are missing. */
  heard: ReadonlyMap<string, Heard>;
  /** Edges that report the problems of their cameras themselves. */
  edgesWithHealth: ReadonlySet<string>;
  /** When dispatch started listening. */
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

/** A status does not say since when a view has been wrong: it counts from the first time it was noticed. */
function viewProblems({ status }: Heard, now: number): HealthProblem[] {
  const { state, view, cameraId } = status;
  if (state !== 'live' || view === null || view === 'ok') return [];
  return [{ code: 'camera-view-wrong', subject: cameraId, since: now, values: { view } }];
}
