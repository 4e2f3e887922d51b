// The options of the edge worker, grouped by purpose.
import type { Logger } from 'pino';
import type { Camera, Site } from '../contracts/index.ts';
import type { Detector } from '../detectors/detector.ts';
import type { CredentialsTool } from '../host/credentials/credentials-tool.ts';
import type { Clock } from '../host/clock.ts';
import type { createCameraPipeline } from './pipeline/pipeline.ts';

/** Where pictures, clips and camera states go; alerts go through Redis with or without it. */
export interface EdgeDispatchOptions {
  dispatchUrl?: string;
  edgeToken?: string;
  /** The invitation with which this edge enrols a key of its own. */
  invitation?: string;
  /** The upload limit to dispatch, bytes per second; none when absent. */
  uploadLimit?: number;
}

/** What the edge keeps on disk, and how much of it. */
export interface EdgeKeepOptions {
  dataDir: string;
  /** How much video each camera keeps for clips. */
  keepVideo?: { ms: number; bytes: number };
  /** How much of the observation log each camera keeps. */
  keepObservations?: { ms: number; bytes: number };
}

/** Options of the metrics endpoint. */
export interface EdgeMetricsOptions {
  /** Port of /metrics and /healthz on 127.0.0.1 (or `metricsHost`); 0 takes a free one. */
  metricsPort?: number;
  metricsHost?: string;
  /** Name and version of the running program, for fleet operators. */
  software?: string;
}

/** How this edge shares the cameras of the site with others. */
export interface SharingOptions {
  /** Maximum number of cameras; null without a limit. */
  capacity: number | null;
  /** The place of this edge, for cameras that are pinned to a place. */
  place: string | null;
}

export interface EdgeSharingOptions {
  /** Absent: this edge has all cameras of the site. */
  share?: SharingOptions;
}

export interface EdgeOptions
  extends EdgeDispatchOptions, EdgeKeepOptions, EdgeMetricsOptions, EdgeSharingOptions {
  site: Site;
  edgeId: string;
  redisUrl: string;
  /** One for all cameras, or a function for cameras with different models. */
  detector: Detector | ((camera: Camera) => Detector);
  log: Logger;
  clock?: Clock;
  /** Replaced in tests. */
  credentialsTool?: CredentialsTool;
  createPipeline?: typeof createCameraPipeline;
}
