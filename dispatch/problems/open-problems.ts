// Wires the sources of problems: reports of edges, cameras, and the parts that dispatch depends on. Returns where edges report
// to, and the service that keeps the list.
import type { Health, HealthProblem, LiveEvent, Site } from '../../contracts/index.ts';
import type { CameraWall } from '../cameras/camera-wall.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { cameraProblems } from './camera-problems.ts';
import { createEdgeReports, type EdgeReports } from './edge-reports.ts';
import type { HealthStore } from './health-store.ts';
import { partProblems, type PartPlaces } from './part-problems.ts';
import type { Finding } from './problem-registry.ts';
import {
  createProblemService,
  type ProblemService,
  type ProblemSource,
} from './problem-service.ts';

export interface Problems {
  reports: EdgeReports;
  service: ProblemService;
}

/** Sources of problems besides cameras and edges. */
export interface ProblemSources {
  /** Topics that the broker refuses; none while nothing is delivered. */
  refusedTopics?: () => HealthProblem[];
  /** The fault of Redis, if known. */
  redisProblems?: () => readonly Omit<HealthProblem, 'since'>[];
  /** The note of a restore from a dump; none for a database without dumps. */
  restoreProblems?: () => Promise<readonly HealthProblem[]>;
  /** Alerts from unknown edges, and a custody log that cannot be written. */
  evidenceProblems?: () => Promise<readonly HealthProblem[]>;
  /** Faults of the coming shifts; none until the roster is read. */
  shiftProblems?: () => readonly HealthProblem[];
  health: () => Promise<Health>;
}

export interface ProblemsOptions extends ProblemSources {
  site: Pick<Site, 'cameras'>;
  wall: Pick<CameraWall, 'heard'>;
  store: HealthStore;
  hub: { publish(event: LiveEvent): void };
  places: PartPlaces;
  clock: Clock;
  log: Log;
}

export function openProblems(options: ProblemsOptions): Problems {
  const { clock } = options;
  const startedAt = clock.now();
  const reports = createEdgeReports(clock);
  const ofParts: ProblemSource = async () =>
    partProblems(await options.health(), options.places, {
      startedAt,
      now: clock.now(),
      redis: options.redisProblems?.() ?? [],
    }).map(foundByDispatch);
  const ofCameras: ProblemSource = () =>
    cameraProblems({
      cameraIds: options.site.cameras.map(({ id }) => id),
      heard: options.wall.heard(),
      edgesWithHealth: new Set(reports.all().map(({ health }) => health.edgeId)),
      startedAt,
      now: clock.now(),
    }).map(foundByDispatch);
  const ofTopics: ProblemSource = () => (options.refusedTopics?.() ?? []).map(foundByDispatch);
  const ofRestore: ProblemSource = async () =>
    ((await options.restoreProblems?.()) ?? []).map(foundByDispatch);
  const ofEvidence: ProblemSource = async () =>
    ((await options.evidenceProblems?.()) ?? []).map(foundByDispatch);
  const ofShifts: ProblemSource = () => (options.shiftProblems?.() ?? []).map(foundByDispatch);
  const sources = [
    ofShifts,
    ofParts,
    ofCameras,
    ofTopics,
    ofRestore,
    ofEvidence,
    () => reports.findings(),
  ];
  return { reports, service: createProblemService({ ...options, sources, reports }) };
}

function foundByDispatch(problem: Finding['problem']): Finding {
  return { problem, edgeId: null, lastHeardAt: null };
}
