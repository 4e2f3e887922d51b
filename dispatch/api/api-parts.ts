// The parts of the HTTP interface, and the type of the server on which routes are registered.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Health, Site, TokenScope } from '../../contracts/index.ts';
import type { KnownDevices } from '../auth/known-devices.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import type { OpenId } from '../auth/open-id.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { CameraSetUp } from '../cameras/open-cameras.ts';
import type { WatchedCameras } from '../cameras/watched-cameras.ts';
import type { AlertsFirst } from '../live/alerts-first.ts';
import type { CameraWall } from '../cameras/camera-wall.ts';
import type { LatestObservations } from '../cameras/latest-observations.ts';
import type { Clock } from '../../host/clock.ts';
import type { ChannelService } from '../delivery/channel-service.ts';
import type { CameraPictures } from '../evidence/camera-pictures.ts';
import type { DutyService } from '../engine/duty-service.ts';
import type { ReviewGates } from '../engine/review-gates.ts';
import type { Plans } from '../engine/keep-plan.ts';
import type { CredentialsTool } from '../../host/credentials/credentials-tool.ts';
import type { Custody } from '../evidence/custody.ts';
import type { CustodyWriter } from '../evidence/custody-writer.ts';
import type { CustodyFiles } from '../evidence/custody-files.ts';
import type { CredentialsAuthority } from '../evidence/credentials/authority.ts';
import type { StoreWatch } from '../evidence/comparison/store-watch.ts';
import type { EdgeKeys } from '../evidence/edge-keys.ts';
import type { ReportPrinter } from '../evidence/report/report-printer.ts';
import type { TimeStamps } from '../evidence/time-stamps/time-stamps.ts';
import type { PhotoService } from '../evidence/photo-service.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Retention } from '../evidence/retention.ts';
import type { Fences } from '../fences/open-fences.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import type { GroundFiles } from '../map/ground-files.ts';
import type { MapService } from '../map/map-service.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Past } from '../history/open-history.ts';
import type { Recipients } from '../routing/recipients.ts';
import type { EdgeReports } from '../problems/edge-reports.ts';
import type { ProblemService } from '../problems/problem-service.ts';
import type { ProxyTrust } from './proxy-trust.ts';
import type { Store } from '../store/store.ts';

/** Used by most routes. */
export interface BasicParts {
  site: Pick<
    Site,
    'name' | 'timezone' | 'calendar' | 'writtenKinds' | 'contentCredentials' | 'blurredFor'
  >;
  store: Pick<
    Store,
    | 'cases'
    | 'custody'
    | 'people'
    | 'notifications'
    | 'receipts'
    | 'fences'
    | 'media'
    | 'clipRequests'
    | 'reports'
    | 'engine'
    | 'push'
    | 'mutes'
    | 'shifts'
    | 'answers'
    | 'quality'
  >;
  clock: Clock;
  log: Log;
  dataDir: string;
  /** Name and version of the software. */
  software: string;
}

/** Settings of the server itself. */
export interface ServerParts {
  /** The public address, without a slash at its end. */
  publicUrl: () => string;
  /** Whether the public address is https. */
  isHttps: boolean;
  /** The path of the public address, such as `/fencewatch`; empty at the root of a host. */
  basePath: string;
  /** Which proxies are trusted to report a caller's address. */
  trustProxy: ProxyTrust;
  /** How long a request may take to arrive completely; edges are exempt. */
  bodyWithinMs?: number;
  /** The built dashboard; null serves none. */
  dashboardDir: string | null;
  metrics: Metrics;
  health: () => Promise<Health>;
}

/** Log-ins of people, programs and edges. */
export interface LogInParts {
  sessions: Sessions;
  /** Devices on which a user has logged in before. */
  devices: KnownDevices;
  tokens: Tokens;
  /** Null if people log in only with passwords. */
  openId: OpenId | null;
  /** The secret of edges; null refuses every edge. */
  edgeToken: string | null;
}

/** Actions on cases, and live events. */
export interface CaseParts {
  /** The limits and the calendar by which cases are judged. */
  plans: Plans;
  /** An action was taken on a case: its timers may have changed. */
  wantLook: (caseId: string) => void;
  evidence: EvidenceStore;
  retention: Retention;
  photos: PhotoService;
  hub: LiveHub;
}

/** Who is on duty, and how each person is notified. */
export interface DutyParts {
  /** Decides who is notified of which case. */
  recipients: Recipients;
  /** The versions of the duty plan. */
  duty: DutyService;
  /** Review settings made in the dashboard. */
  reviewGates: ReviewGates;
  channels: ChannelService;
  /** Null if the site has no Web Push. */
  push: { publicKey(): Promise<string>; services: readonly string[] } | null;
}

/** The custody log, and the keys of edges. */
export interface EvidenceParts {
  /** Actions of people are recorded here before they get the answer. */
  custody: Custody;
  custodyFiles: CustodyFiles;
  custodyWriter: Pick<CustodyWriter, 'flush'>;
  /** Returns the signed note of a text. */
  custodySign: (text: string) => Promise<string>;
  edgeKeys: EdgeKeys;
  /** Compares the tables with the log. */
  storeWatch: Pick<StoreWatch, 'look' | 'problems'>;
  /** Null where the site names no authority. */
  timeStamps: TimeStamps | null;
  /** Prints the report of a bundle as PDF. */
  reportPrinter: Pick<ReportPrinter, 'print'>;
}

/** Content credentials: who may put them into files, and what files hold. */
export interface CredentialsParts {
  /** Issues certificates for the keys of edges. */
  authority: CredentialsAuthority;
  /** Reads content credentials. */
  credentialsTool: Pick<CredentialsTool, 'isThere' | 'read'>;
}

/** Reports of edges on cameras, and their fences. */
export interface CameraParts {
  wall: CameraWall;
  pictures: CameraPictures;
  /** The last picture of each camera before its view moved, until somebody confirms the view. */
  before: CameraPictures;
  latest: LatestObservations;
  past: Past;
  reports: EdgeReports;
  problems: Pick<ProblemService, 'present' | 'list'>;
  fences: Fences;
}

/** What people look at, and that alerts come before it. */
export interface LookingParts {
  watched: Pick<WatchedCameras, 'note'>;
  alertsFirst: Pick<AlertsFirst, 'standBack'>;
}

/** Cameras that are added over the API, and how edges get them. */
export interface CameraSetUpParts {
  cameras: CameraSetUp;
}

/** The map of the district. */
export interface MapParts {
  map: MapService;
  groundFiles: GroundFiles;
}

/** All parts. A route uses only the ones it needs. */
export type ApiParts = BasicParts &
  ServerParts &
  LookingParts &
  LogInParts &
  CaseParts &
  DutyParts &
  EvidenceParts &
  CredentialsParts &
  MapParts &
  CameraSetUpParts &
  CameraParts;

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The logged-in user or the program of the token, and the expiry. */
    session: Session | null;
    /** What the program's token may do; null for people. */
    scopes: readonly TokenScope[] | null;
    /** The idempotency key under which the answer is kept; null without one. */
    keyHash: string | null;
    /** The name of a log-in attempt, for the log. */
    claimedName: string | null;
    /** Ends the connection when the request does not arrive in time. */
    patience: NodeJS.Timeout | null;
  }
}
