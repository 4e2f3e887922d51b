// Builds the answer of `/healthz`. Takes the problems; returns whether the worker is healthy, a line per problem for people, and a
// list for programs. Problems of cameras and Redis do not make the worker unhealthy, because a restart does not help. A disk that
// refuses writes does, because new alerts would be lost with the process.
import type { CameraStatus, HealthProblem } from '../../contracts/index.ts';
import type { AlertQueue } from '../outbox/alert-queue.ts';
import type { HealthAnswer } from './health-server.ts';

export interface Asked {
  cameras: readonly { status(): CameraStatus }[];
  outboxes: { states(): Readonly<Record<string, { problem: string | null }>> };
  queue: Pick<AlertQueue, 'isConnected'>;
  /** Null when edges do not share cameras. */
  sharing?: SharingAnswer | null;
}

/** How the cameras of the site are shared, as this edge sees it. */
export interface SharingAnswer {
  readonly held: number;
  readonly edges: number;
  readonly without: number;
  readonly isConnected: boolean;
  readonly isLeaving: boolean;
}

const unwell: readonly HealthProblem['code'][] = [
  'disk-full',
  'folder-not-writable',
  'edge-part-failed',
];

export function healthAnswer(problems: readonly HealthProblem[], asked: Asked): HealthAnswer {
  const outboxes = Object.entries(asked.outboxes.states()).flatMap(([name, { problem }]) =>
    problem === null ? [] : [`${name}: ${problem}`],
  );
  const redis = asked.queue.isConnected()
    ? []
    : ['redis is not reachable: alerts wait in the outbox'];
  const cameras = asked.cameras
    .map((camera) => camera.status())
    .filter(({ state }) => state !== 'live')
    .map(({ cameraId, state, problem }) => `camera ${cameraId}: ${problem ?? state}`);
  const machine = problems.filter(({ code }) => unwell.includes(code)).map(inWords);
  const ok = machine.length === 0 && outboxes.length === 0;
  const notes = [...machine, ...outboxes, ...redis, ...cameras];
  const { sharing } = asked;
  return { ok, notes, problems: [...problems], ...(sharing && { sharing }) };
}

/** e.g. `disk-full /data (freeBytes 0, totalBytes 8388608)` */
function inWords({ code, subject, values }: HealthProblem): string {
  const detail = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  return `${code} ${subject}${detail.length === 0 ? '' : ` (${detail.join(', ')})`}`;
}
