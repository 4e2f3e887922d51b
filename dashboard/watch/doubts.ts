// Why "no alert" may not mean "all quiet": cameras that are not watched, parts that are away, a lost connection. Empty when
// everything is known to work. Pure.
import type { CameraView, ProblemCode, ReportedProblem } from '../../contracts/index.ts';
import type { ConnectionState } from '../live/live-feed.ts';
import { severityOf } from '../problem-wording/severity.ts';
import { conditionOf } from '../cameras/camera-condition.ts';

export type Doubt =
  /** Cameras without a report of an edge, or without a usable picture. */
  | { kind: 'not-heard-of' | 'not-seen'; total: number; of: number; since: number | null }
  | { kind: 'problem'; code: ProblemCode; subject: string; since: number }
  | { kind: 'connection'; since: number | null }
  /** The status could not be fetched. */
  | { kind: 'not-known' };

export interface DoubtsInput {
  cameras: readonly Pick<CameraView, 'id' | 'status'>[];
  problems: readonly ReportedProblem[];
  /** Whether both lists came from the server. */
  isKnown: boolean;
  connection: { state: ConnectionState; lastHeardAt: number | null };
}

export function doubtsOf({ cameras, problems, isKnown, connection }: DoubtsInput): Doubt[] {
  const doubts: Doubt[] = [];
  if (connection.state === 'lost')
    doubts.push({ kind: 'connection', since: connection.lastHeardAt });
  if (!isKnown) return [...doubts, { kind: 'not-known' }];
  return [...doubts, ...ofParts(problems), ...ofCameras(cameras, problems)];
}

/** Whether no camera at all is watched. */
export function isBlind(doubts: readonly Doubt[]): boolean {
  const counted = doubts.filter((doubt) => 'of' in doubt);
  const unseen = counted.reduce((sum, { total }) => sum + total, 0);
  return counted[0] !== undefined && unseen >= counted[0].of;
}

function ofParts(problems: readonly ReportedProblem[]): Doubt[] {
  return problems
    .filter(({ code }) => !code.startsWith('camera-') && severityOf(code) === 'critical')
    .map(({ code, subject, since }) => ({ kind: 'problem', code, subject, since }));
}

function ofCameras(cameras: DoubtsInput['cameras'], problems: readonly ReportedProblem[]): Doubt[] {
  const unheardIds = new Set(
    problems.filter(({ code }) => code === 'camera-not-heard-of').map(({ subject }) => subject),
  );
  const unseen = cameras.filter((camera) => conditionOf(camera).tone === 'bad');
  const isUnheard = ({ id, status }: DoubtsInput['cameras'][number]) =>
    status === null || unheardIds.has(id);
  const parts = [
    { kind: 'not-heard-of', list: unseen.filter(isUnheard) },
    { kind: 'not-seen', list: unseen.filter((camera) => !isUnheard(camera)) },
  ] as const;
  return parts
    .filter(({ list }) => list.length > 0)
    .map(({ kind, list }) => ({
      kind,
      total: list.length,
      of: cameras.length,
      since: earliest(list, problems),
    }));
}

function earliest(
  list: readonly Pick<CameraView, 'id'>[],
  problems: readonly ReportedProblem[],
): number | null {
  const ids = new Set(list.map(({ id }) => id));
  const times = problems
    .filter(({ code, subject }) => code.startsWith('camera-') && ids.has(subject))
    .map(({ since }) => since);
  return times.length === 0 ? null : Math.min(...times);
}
