// What the HTTP interface is made of, and the type of the server that its routes are registered on.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Health, Site, TokenScope } from '../../contracts/index.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import type { OpenId } from '../auth/open-id.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { CameraWall } from '../cameras/camera-wall.ts';
import type { LatestObservations } from '../cameras/latest-observations.ts';
import type { Clock } from '../../host/clock.ts';
import type { ChannelService } from '../delivery/channel-service.ts';
import type { CameraPictures } from '../evidence/camera-pictures.ts';
import type { DutyService } from '../engine/duty-service.ts';
import type { ReviewGates } from '../engine/review-gates.ts';
import type { Plans } from '../engine/keep-plan.ts';
import type { Custody } from '../evidence/custody.ts';
import type { CustodyWriter } from '../evidence/custody-writer.ts';
import type { CustodyFiles } from '../evidence/custody-files.ts';
import type { EdgeKeys } from '../evidence/edge-keys.ts';
import type { ReportPrinter } from '../evidence/report/report-printer.ts';
import type { TimeStamps } from '../evidence/time-stamps/time-stamps.ts';
import type { PhotoService } from '../evidence/photo-service.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Retention } from '../evidence/retention.ts';
import type { Fences } from '../fences/open-fences.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Past } from '../history/open-history.ts';
import type { Recipients } from '../routing/recipients.ts';
import type { EdgeReports } from '../problems/edge-reports.ts';
import type { ProblemService } from '../problems/problem-service.ts';
import type { ProxyTrust } from './proxy-trust.ts';
import type { Store } from '../store/store.ts';

/** What most routes use. */
export interface BasicParts {
  site: Pick<Site, 'name' | 'timezone' | 'calendar' | 'writtenKinds'>;
  store: Pick<
    Store,
    | 'cases'
    | 'custody'
    | 'people'
    | 'notifications'
    | 'receipts'
    | 'fences'
    | 'media'
    | 'reports'
    | 'engine'
    | 'push'
    | 'mutes'
    | 'shifts'
    | 'answers'
  >;
  clock: Clock;
  log: Log;
  dataDir: string;
  /** Name and version of what runs. */
  software: string;
}

/** What the server itself is set up with. */
export interface ServerParts {
  /** Where people reach dispatch, without a slash at its end. */
  publicUrl: () => string;
  /** Whether people reach dispatch by https. */
  isHttps: boolean;
  /** The path below which they reach it, `/fencewatch`; empty at the root of a host. */
  basePath: string;
  /** Which proxies in front are believed when they say where a caller comes from. */
  trustProxy: ProxyTrust;
  /** How long a request of anybody but an edge may take to come in whole. */
  bodyWithinMs?: number;
  /** The built dashboard; null serves none. */
  dashboardDir: string | null;
  metrics: Metrics;
  health: () => Promise<Health>;
}

/** Who may come in: people, programs, edges. */
export interface LogInParts {
  sessions: Sessions;
  tokens: Tokens;
  /** Null where people log in with passwords alone. */
  openId: OpenId | null;
  /** What edges show; null refuses every edge. */
  edgeToken: string | null;
}

/** What is done to a case, and who hears of it at once. */
export interface CaseParts {
  /** By which limits and calendar cases are judged. */
  plans: Plans;
  /** Something was done to a case: what is due in it may have changed. */
  wantLook: (caseId: string) => void;
  evidence: EvidenceStore;
  retention: Retention;
  photos: PhotoService;
  hub: LiveHub;
}

/** Who is on duty, and how each of them is told. */
export interface DutyParts {
  /** Who is told of which case. */
  recipients: Recipients;
  /** The versions of who there is and who is on duty. */
  duty: DutyService;
  /** What waits for a review by a setting of the dashboard. */
  reviewGates: ReviewGates;
  channels: ChannelService;
  /** Null where the site has no Web Push. */
  push: { publicKey(): Promise<string>; services: readonly string[] } | null;
}

/** The custody log, and the keys of edges. */
export interface EvidenceParts {
  /** What people do is noted here before they see its outcome. */
  custody: Custody;
  custodyFiles: CustodyFiles;
  custodyWriter: Pick<CustodyWriter, 'flush'>;
  /** Gives the signed note of a text. */
  custodySign: (text: string) => Promise<string>;
  edgeKeys: EdgeKeys;
  /** Null where the site names no authority. */
  timeStamps: TimeStamps | null;
  /** Makes the report of a bundle as PDF. */
  reportPrinter: Pick<ReportPrinter, 'print'>;
}

/** What edges tell of cameras, and the fences on them. */
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

/** All of it. A route takes only the parts that it uses. */
export type ApiParts = BasicParts &
  ServerParts &
  LogInParts &
  CaseParts &
  DutyParts &
  EvidenceParts &
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
    /** Whoever is logged in, or the program whose token came, and until when. */
    session: Session | null;
    /** What the program's token may do; null for people. */
    scopes: readonly TokenScope[] | null;
    /** Under which key the answer is kept; null without one. */
    keyHash: string | null;
    /** Under which name a log-in was tried, for the log. */
    claimedName: string | null;
    /** Cuts the caller off when the request does not come in whole in time. */
    patience: NodeJS.Timeout | null;
  }
}
