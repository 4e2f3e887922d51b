// The options of dispatch, and its parts.
import type { HealthProblem, Site } from '../contracts/index.ts';
import type { ProxyTrust } from './api/proxy-trust.ts';
import type { CameraSetUp } from './cameras/open-cameras.ts';
import type { CameraWall } from './cameras/camera-wall.ts';
import type { WatchedCameras } from './cameras/watched-cameras.ts';
import type { AlertsFirst } from './live/alerts-first.ts';
import type { DirectChannelMap } from './channels/direct/open-direct.ts';
import type { MqttOptions } from './channels/open-mqtt.ts';
import type { Clock } from '../host/clock.ts';
import type { Deliverer } from './delivery/deliverer.ts';
import type { CameraPictures } from './evidence/camera-pictures.ts';
import type { EvidenceStore } from './evidence/evidence-store.ts';
import type { Retention } from './evidence/retention.ts';
import type { Fences } from './fences/open-fences.ts';
import type { DutyService } from './engine/duty-service.ts';
import type { ReviewGates } from './engine/review-gates.ts';
import type { Plans } from './engine/keep-plan.ts';
import type { TimerQueue } from './engine/timer-queue.ts';
import type { GroundFiles } from './map/ground-files.ts';
import type { MapService } from './map/map-service.ts';
import type { LiveHub } from './live/live-hub.ts';
import type { Log } from './log.ts';
import type { Past } from './history/open-history.ts';
import type { Problems } from './problems/open-problems.ts';
import type { AlertQueue } from './queue/alert-queue.ts';
import type { Recipients } from './routing/recipients.ts';
import type { CredentialsParts, CustodyParts } from './start-custody.ts';
import type { Store } from './store/store.ts';

/** What is stored, where, and for how long. */
export interface KeepOptions {
  /** Embedded database, evidence and camera pictures live here. */
  dataDir: string;
  /** `postgres://…`; absent for the embedded database. */
  databaseUrl?: string | undefined;
  /** Whether dumps of the embedded database are kept; true when absent. */
  dumps?: boolean | undefined;
  /** Where to find a font with Chinese, for reports; the usual places when absent. */
  reportFonts?: readonly string[] | undefined;
  /** How long observations and thumbnails are kept; 14 days when absent. */
  keepPastMs?: number | undefined;
}

/** How people and edges reach dispatch. */
export interface WebOptions {
  host: string;
  /** 0 picks a free port. */
  port: number;
  /** The public address of the dashboard, possibly with a path; dispatch's own address when absent. */
  publicUrl?: string | undefined;
  trustProxy?: ProxyTrust | undefined;
  dashboardDir?: string | undefined;
  edgeToken?: string | undefined;
  /** Password of the first administrator `admin`, used while there is no user at all. */
  adminPassword?: string | undefined;
  /** How long a log-in lasts; 12 hours when absent. */
  sessionMs?: number | undefined;
}

export interface DispatchOptions extends KeepOptions, WebOptions {
  site: Site;
  redisUrl: string;
  mqtt: MqttOptions;
  /** Name and version of the software, for bundles. */
  software?: string | undefined;
  clock: Clock;
  log: Log;
}

/** What edges report about their cameras. */
export interface CameraParts {
  cameras: CameraSetUp;
  wall: CameraWall;
  pictures: CameraPictures;
  before: CameraPictures;
  past: Past;
  problems: Problems;
}

/** What people see live. */
export interface LiveParts {
  hub: LiveHub;
  watched: Pick<WatchedCameras, 'note'>;
  alertsFirst: AlertsFirst;
}

/** Who is on duty, and how people are notified. */
export interface DutyParts {
  plans: Plans;
  recipients: Recipients;
  duty: DutyService;
  reviewGates: ReviewGates;
  channels: DirectChannelMap;
}

/** Started after the HTTP server, because they need its address. */
export interface LateParts {
  queue?: AlertQueue;
  deliverer?: Deliverer;
  timers?: TimerQueue;
  shiftProblems?: () => HealthProblem[];
  url?: string;
}

/** The map of the district. */
export interface MapParts {
  map: MapService;
  groundFiles: GroundFiles;
}

export type Parts = DispatchOptions &
  CustodyParts &
  CredentialsParts &
  CameraParts &
  LiveParts &
  MapParts &
  DutyParts & {
    store: Store;
    fences: Fences;
    evidence: EvidenceStore;
    retention: Retention;
    late: LateParts;
  };
