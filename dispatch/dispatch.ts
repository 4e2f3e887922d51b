// Puts the central service together: store, queue, delivery, HTTP. `startDispatch` gets everything from outside and returns the
// addresses and a function to stop. If Redis or a broker is missing at the start, dispatch waits for it while the rest runs.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { basePathOf, publicBaseOf } from './api/base-path.ts';
import { createHttpServer } from './api/http-server.ts';
import type { App } from './api/api-parts.ts';
import { ensureAdmin } from './auth/ensure-admin.ts';
import { createOpenId } from './auth/open-id.ts';
import { createTokens } from './auth/tokens.ts';
import { createKnownDevices, makeDeviceSecret } from './auth/known-devices.ts';
import { createSessions } from './auth/sessions.ts';
import { createCameraOrders } from './cameras/camera-orders.ts';
import { createCameraWall } from './cameras/camera-wall.ts';
import { createLatestObservations } from './cameras/latest-observations.ts';
import { openCameras } from './cameras/open-cameras.ts';
import { openWatchedCameras } from './cameras/watched-cameras.ts';
import { createAlertsFirst } from './live/alerts-first.ts';
import { openDirect } from './channels/direct/open-direct.ts';
import { openMqtt } from './channels/open-mqtt.ts';
import type { DirectLane } from './delivery/direct-lane.ts';
import { openCameraPictures } from './evidence/camera-pictures.ts';
import { createPhotoService } from './evidence/photo-service.ts';
import { createEvidenceStore } from './evidence/evidence-store.ts';
import { createRetention } from './evidence/retention.ts';
import { openFences } from './fences/open-fences.ts';
import { keepPlan } from './engine/keep-plan.ts';
import { openReviewGates } from './engine/review-gates.ts';
import { openDutyService } from './engine/duty-service.ts';
import { openGroundFiles } from './map/ground-files.ts';
import { openMapService } from './map/map-service.ts';
import { openHub } from './open-hub.ts';
import type { DefectKind } from '../host/defects.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { openHistory } from './history/open-history.ts';
import { healthOf, problemsOf } from './part-health.ts';
import { startCustody } from './start-custody.ts';
import { startCases } from './start-cases.ts';
import { channelParts, directLane, startDelivery } from './start-delivery.ts';
import { dumpsFolder } from './store/database-dumps.ts';
import { keepDumps } from './store/keep-dumps.ts';
import { createStore, type Store } from './store/store.ts';
import { messageOf } from '../host/error-message.ts';
import type { DispatchOptions, Parts } from './parts.ts';

export interface Dispatch {
  url: string;
  mqttUrl: string;
  /** For the metric of defects. */
  countDefect: (kind: DefectKind) => void;
  stop: () => Promise<void>;
}

export async function startDispatch(options: DispatchOptions): Promise<Dispatch> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    // Parts stop in reverse order of their start.
    for (const step of undo.splice(0).reverse())
      await step().catch((error: unknown) => {
        options.log.warn({ error: messageOf(error) }, 'a part did not stop cleanly');
      });
  };
  try {
    return { ...(await startParts(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  options: DispatchOptions,
  undo: (() => Promise<unknown>)[],
): Promise<Omit<Dispatch, 'stop'>> {
  const { log, clock, dataDir, site } = options;
  await mkdir(dataDir, { recursive: true });
  const store = await openStore(options);
  undo.push(() => store.close());
  startDumps(options, store, undo);
  const mqtt = await openBroker(options);
  undo.push(() => mqtt.stop());
  const { pictures, before, ...added } = await openPictured(options, store);
  const { book } = added;
  const hub = openHub({ ...options, cases: store.cases });
  undo.push(() => hub.stop());
  const fences = await openFences({ site, book, store: store.fences, hub, clock, log });
  const { registry } = fences;
  const live = openLive(options, undo);
  const sealed = await startCustody(options, store, undo);
  const wall = createCameraWall({ site: book, registry, pictures, cases: store.cases, clock });
  const cameras = { ...added, orders: createCameraOrders({ ...added, ...sealed, clock }) };
  const past = openHistory(dataDir);
  const late: Parts['late'] = {};
  const heard = { book, store, wall, hub, late, mqttUrl: mqtt.url };
  const problems = problemsOf(options, { ...heard, ...sealed });
  const judged = { ...(await openPlans(options, store)), ...(await openMap(options, store)) };
  const channels = openDirect(site.channels.direct, { clock, push: store.push });
  const held = openEvidence(options, store);
  const kept = { ...held, cameras, store, pictures, before, past, late, channels, ...judged };
  const parts: Parts = { ...options, ...kept, ...sealed, ...live, fences, wall, hub, problems };
  const metrics = metricsOf(parts);
  const lane = directLane(parts, metrics);
  const app = await createApp(parts, metrics, lane);
  undo.push(() => app.close());
  const url = await app.listen({ host: options.host, port: options.port });
  parts.late.url = url;
  const deliverer = startDelivery(parts, metrics, { mqtt, lane, undo });
  startCases(parts, metrics, { deliver: deliverer.wake, url, undo });
  return { url, mqttUrl: mqtt.url, countDefect: metrics.defect };
}

/** Which cameras people look at, and that alerts come before what they see of them. */
function openLive(options: DispatchOptions, undo: (() => Promise<unknown>)[]) {
  const watched = openWatchedCameras(options);
  const alertsFirst = createAlertsFirst();
  undo.push(() => watched.stop());
  undo.push(() => {
    alertsFirst.stop();
    return Promise.resolve();
  });
  return { watched, alertsFirst };
}

/** The cameras, and their last pictures. */
async function openPictured(options: DispatchOptions, store: Store) {
  const { dataDir, clock } = options;
  const added = await openCameras({ ...options, store: store.cameras });
  const ids = added.book.cameras.map(({ id }) => id);
  const picturesIn = (folder: string) => openCameraPictures(join(dataDir, folder), ids, clock);
  return { ...added, pictures: await picturesIn('cameras'), before: await picturesIn('before') };
}

async function openMap({ site, clock, log, dataDir }: DispatchOptions, store: Store) {
  const map = await openMapService({ store: store.map, site, clock, log });
  return { map, groundFiles: openGroundFiles(dataDir) };
}

function openEvidence({ dataDir, clock, log, site }: DispatchOptions, store: Store) {
  const evidence = createEvidenceStore({ dataDir, index: store.media, clock });
  const { retention: rules } = site;
  const retention = createRetention({ store: store.retention, evidence, rules, clock, log });
  return { evidence, retention };
}

/** The policies of cases, and who is notified. */
async function openPlans({ site, clock, log }: DispatchOptions, store: Store) {
  const plans = await keepPlan({ store: store.engine, site, clock });
  const duty = await openDutyService({ store: store.duty, site, clock, log });
  const reviewGates = await openReviewGates({ store: store.reviewGates, clock, log });
  return { plans, duty, recipients: duty.recipients, reviewGates };
}

function metricsOf({ late, wall }: Parts): Metrics {
  return createMetrics({
    queueDepth: async () => late.queue?.depth() ?? null,
    cameraStates: () => wall.states(),
  });
}

async function openStore({ databaseUrl, dataDir, adminPassword, log, clock }: DispatchOptions) {
  const onLost = (error: Error) => {
    log.warn({ error: error.message }, 'a connection to the database was lost');
  };
  const store = await createStore({ databaseUrl, dataDir, onLost });
  try {
    await ensureAdmin(store.people, adminPassword, { log, clock });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A database server has its own backups. The last dump is written after everything else has stopped. */
function startDumps(
  { dataDir, clock, log, dumps: areWanted = true }: DispatchOptions,
  { copies }: Store,
  undo: (() => Promise<unknown>)[],
): void {
  if (copies === null || !areWanted) return;
  const dumps = keepDumps({ copies, folder: dumpsFolder(dataDir), clock, log });
  undo.push(() => dumps.stop());
}

/** The embedded broker, or the configured one. */
function openBroker({ site, mqtt, ...rest }: DispatchOptions) {
  return openMqtt({ ...rest, ...mqtt, site: site.channels.mqtt, words: site });
}

async function createApp(parts: Parts, metrics: Metrics, lane: DirectLane): Promise<App> {
  const { store, clock, dataDir, edgeToken, dashboardDir, publicUrl, trustProxy } = parts;
  const { name, timezone, calendar, writtenKinds, contentCredentials, blurredFor } = parts.site;
  const base = () => publicBaseOf(publicUrl ?? parts.late.url ?? '');
  return createHttpServer({
    ...parts,
    ...channelParts(parts, lane, base),
    // Only a part of the site: sessions must not carry camera addresses.
    site: { name, timezone, calendar, writtenKinds, contentCredentials, blurredFor },
    wantLook: (caseId) => parts.late.timers?.want(caseId),
    reports: parts.problems.reports,
    problems: parts.problems.service,
    latest: createLatestObservations(clock),
    metrics,
    sessions: createSessions(store.people, clock, { lastsMs: parts.sessionMs }),
    devices: createKnownDevices(await store.people.deviceSecret(makeDeviceSecret)),
    tokens: createTokens(store.tokens, clock),
    openId: parts.site.logIn && createOpenId(parts.site.logIn, clock),
    publicUrl: base,
    software: parts.software ?? 'fencewatch',
    photos: createPhotoService({ dataDir, index: store.photos, clock }),
    health: () => healthOf(parts),
    edgeToken: edgeToken ?? null,
    dashboardDir: dashboardDir ?? null,
    isHttps: publicUrl?.startsWith('https:') ?? false,
    basePath: publicUrl === undefined ? '' : basePathOf(publicUrl),
    trustProxy: trustProxy ?? null,
  });
}
