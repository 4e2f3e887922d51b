// The HTTP interface on an in-memory store, with one user of each role, for tests.
import { join } from 'node:path';
import { userRoles, type LiveEvent, type Site, type User } from '../../contracts/index.ts';
import type { App, ApiParts } from '../api/api-parts.ts';
import { createHttpServer } from '../api/http-server.ts';
import { hashPassword } from '../auth/password.ts';
import { createTokens } from '../auth/tokens.ts';
import { createKnownDevices, makeDeviceSecret } from '../auth/known-devices.ts';
import { createSessions } from '../auth/sessions.ts';
import { keepPlan } from '../engine/keep-plan.ts';
import { openGroundFiles } from '../map/ground-files.ts';
import { openMapService } from '../map/map-service.ts';
import { openReviewGates } from '../engine/review-gates.ts';
import { openDutyService } from '../engine/duty-service.ts';
import { createLatestObservations } from '../cameras/latest-observations.ts';
import { createCameraOrders } from '../cameras/camera-orders.ts';
import { openCameras } from '../cameras/open-cameras.ts';
import { createCameraWall } from '../cameras/camera-wall.ts';
import { createChannelService } from '../delivery/channel-service.ts';
import { openCameraPictures } from '../evidence/camera-pictures.ts';
import { createPhotoService } from '../evidence/photo-service.ts';
import { createEvidenceStore } from '../evidence/evidence-store.ts';
import type { PdfOrder } from '../evidence/report/print-pdf.ts';
import { createReportPrinter } from '../evidence/report/report-printer.ts';
import { createRetention } from '../evidence/retention.ts';
import { openFences } from '../fences/open-fences.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { openHistory } from '../history/open-history.ts';
import { openProblems } from '../problems/open-problems.ts';
import { openCustody } from '../start-custody.ts';
import type { Store } from '../store/store.ts';
import { openQuickStore } from '../store/testing/quick-store.ts';
import { aSite } from './a-site.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { quietLog, type QuietLog } from './quiet-log.ts';
import { testEdgeToken } from './secrets.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const testPassword = 'correct horse';
export const edgeHeaders = { authorization: `Bearer ${testEdgeToken}` };

export interface TestApi {
  app: App;
  parts: ApiParts;
  store: Store;
  clock: FakeClock;
  log: QuietLog;
  /** Events sent to listeners; a test may empty the list. */
  heard: LiveEvent[];
  /** The header of a session with this role; the user has the name of the role. */
  as(role: User['role']): Promise<{ cookie: string }>;
  /** As an edge: to `/api/edge/<path>`. */
  upload(path: string, type: string, payload: Buffer | object): Promise<InjectedAnswer>;
  close(): Promise<void>;
}

type InjectedAnswer = Awaited<ReturnType<App['inject']>>;

/** @param former an interface whose store is reused: opening a database takes longer than most tests */
export async function openTestApi(
  change: Partial<ApiParts> = {},
  former?: Pick<TestApi, 'store'> | null,
  site: Site = aSite(),
): Promise<TestApi> {
  const store = former?.store ?? (await openQuickStore());
  const folder = await temporaryFolder();
  const clock = fakeClock(Date.parse('2026-11-22T04:00:00Z'));
  const log = quietLog();
  const parts = await makeParts({ store, clock, log, dataDir: folder.path, site }, change);
  if (!former) await addUsers(store);
  const app = await createHttpServer(parts);
  const heard: LiveEvent[] = [];
  parts.hub.subscribe((event) => heard.push(event));
  return {
    app,
    parts,
    store,
    clock,
    log,
    heard,
    as: async (role) => {
      const session = await parts.sessions.logIn(role, testPassword);
      if (typeof session === 'string') throw new Error(`no log-in as ${role}: ${session}`);
      return { cookie: `fencewatch_session=${session.token}` };
    },
    upload: (path, type, payload) => {
      const headers = { ...edgeHeaders, 'content-type': type };
      return app.inject({ method: 'PUT', url: `/api/edge/${path}`, payload, headers });
    },
    close: async () => {
      await app.close();
      if (!former) await store.close();
      await folder.remove();
    },
  };
}

async function addUsers({ people }: Store): Promise<void> {
  const password = await hashPassword(testPassword, { N: 16, r: 8, p: 1 });
  for (const role of userRoles) await people.put({ username: role, role, password }, 0);
}

const well = { ok: true, problem: null };
const places = { redisUrl: 'redis://x', mqttUrl: 'mqtt://x', databaseUrl: null, dataDir: 'data' };

type Basics = Pick<ApiParts, 'clock' | 'log' | 'dataDir'> & { store: Store };

/** The policies and recipients of cases; no timer is due by itself. */
async function engineParts(site: Site, { store, clock, log }: Basics) {
  const plans = await keepPlan({ store: store.engine, site, clock });
  const duty = await openDutyService({ store: store.duty, site, clock, log });
  const reviewGates = await openReviewGates({ store: store.reviewGates, clock, log });
  const map = await openMapService({ store: store.map, site, clock, log });
  const { recipients } = duty;
  return { plans, duty, recipients, reviewGates, map, wantLook: () => undefined };
}

/** A site without direct channels. */
function withoutChannels({ organisation }: Site, clock: ApiParts['clock']) {
  const publicUrl = () => 'http://dispatch.test';
  const channels = createChannelService({ channels: new Map(), organisation, publicUrl, clock });
  return { channels, push: null };
}

function filesKept({ store, dataDir, clock, log }: Basics, site: Site) {
  const evidence = createEvidenceStore({ dataDir, index: store.media, clock });
  const { retention: rules } = site;
  return {
    evidence,
    retention: createRetention({ store: store.retention, evidence, rules, clock, log }),
    photos: createPhotoService({ dataDir, index: store.photos, clock }),
    groundFiles: openGroundFiles(dataDir),
  };
}

async function makeParts(
  { site, ...basics }: Basics & { site: Site },
  change: Partial<ApiParts>,
): Promise<ApiParts> {
  const { store, clock, dataDir } = basics;
  const hub = createLiveHub();
  const cameraIds = site.cameras.map(({ id }) => id);
  const pictures = await openCameraPictures(join(dataDir, 'cameras'), cameraIds, clock);
  const added = await openCameras({ ...basics, site, store: store.cameras });
  const { book } = added;
  const custody = await openCustody(basics);
  const orders = createCameraOrders({ ...added, edgeKeys: custody.edgeKeys, clock });
  const fences = await openFences({ site, book, store: store.fences, hub, clock, log: basics.log });
  const wall = createCameraWall({ site: book, ...fences, pictures, cases: store.cases, clock });
  const { name, timezone, calendar, writtenKinds, contentCredentials, blurredFor } = site;
  const health = () => Promise.resolve({ ok: true, store: well, redis: well, mqtt: well });
  const found = openProblems({
    ...basics,
    site: book,
    wall,
    hub,
    health,
    store: store.health,
    places,
  });
  return {
    ...basics,
    site: { name, timezone, calendar, writtenKinds, contentCredentials, blurredFor },
    sessions: createSessions(store.people, clock),
    devices: createKnownDevices(await store.people.deviceSecret(makeDeviceSecret)),
    tokens: createTokens(store.tokens, clock),
    ...filesKept(basics, site),
    pictures,
    wall,
    fences,
    before: await openCameraPictures(join(dataDir, 'before'), cameraIds, clock),
    latest: createLatestObservations(clock),
    watched: { note: () => undefined },
    alertsFirst: { standBack: () => false },
    past: openHistory(dataDir),
    hub,
    ...custody,
    cameras: { ...added, orders },
    reportPrinter: createReportPrinter({ clock, press: pressHere }),
    ...(await engineParts(site, basics)),
    ...withoutChannels(site, clock),
    reports: found.reports,
    problems: found.service,
    metrics: createMetrics({
      queueDepth: () => Promise.resolve(3),
      cameraStates: () => wall.states(),
    }),
    health,
    ...usualSettings,
    ...change,
  };
}

/** A thread cannot run TypeScript. Loaded only for exports, because it is large. */
async function pressHere(order: PdfOrder): Promise<Uint8Array> {
  const { printPdf } = await import('../evidence/report/print-pdf.ts');
  return printPdf(order);
}

const usualSettings = {
  openId: null,
  software: 'fencewatch test',
  publicUrl: () => 'http://dispatch.test',
  edgeToken: testEdgeToken,
  isHttps: false,
  basePath: '',
  trustProxy: null,
  dashboardDir: null,
};
