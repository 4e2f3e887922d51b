// The HTTP interface on a store in memory, with one user of each role, for tests.
import type { User } from '../../contracts/index.ts';
import type { App, ApiParts } from '../api/api-parts.ts';
import { createHttpServer } from '../api/http-server.ts';
import { hashPassword } from '../auth/password.ts';
import { createSessions } from '../auth/sessions.ts';
import { createCameraWall } from '../cameras/camera-wall.ts';
import { openCameraPictures } from '../evidence/camera-pictures.ts';
import { createEvidenceStore } from '../evidence/evidence-store.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { createMemoryStore, type Store } from '../store/store.ts';
import { aSite } from './a-site.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { quietLog, type QuietLog } from './quiet-log.ts';
import { temporaryFolder, testEdgeToken } from './test-dispatch.ts';

export const testPassword = 'correct horse';
export const edgeHeaders = { authorization: `Bearer ${testEdgeToken}` };

export interface TestApi {
  app: App;
  parts: ApiParts;
  store: Store;
  clock: FakeClock;
  log: QuietLog;
  /** The header of somebody who is logged in with this role; the user is called after the role. */
  as(role: User['role']): Promise<{ cookie: string }>;
  close(): Promise<void>;
}

export async function openTestApi(change: Partial<ApiParts> = {}): Promise<TestApi> {
  const store = await createMemoryStore();
  const folder = await temporaryFolder();
  const clock = fakeClock(Date.parse('2026-11-22T04:00:00Z'));
  const log = quietLog();
  const parts = await makeParts({ store, clock, log, dataDir: folder.path }, change);
  const password = await hashPassword(testPassword);
  for (const role of ['operator', 'responder', 'auditor', 'admin'] as const)
    await store.people.put({ username: role, role, password }, 0);
  const app = await createHttpServer(parts);
  return {
    ...{ app, parts, store, clock, log },
    as: async (role) => {
      const session = await parts.sessions.logIn(role, testPassword);
      return { cookie: `fencewatch_session=${session?.token ?? ''}` };
    },
    close: async () => {
      await app.close();
      await store.close();
      await folder.remove();
    },
  };
}

type Basics = Pick<ApiParts, 'clock' | 'log' | 'dataDir'> & { store: Store };

async function makeParts(basics: Basics, change: Partial<ApiParts>): Promise<ApiParts> {
  const { store, clock, dataDir } = basics;
  const site = aSite();
  const pictures = await openCameraPictures(dataDir, ['exit-3', 'corner'], clock);
  const wall = createCameraWall({ site, pictures, cases: store.cases, clock });
  const well = { ok: true, problem: null };
  return {
    ...basics,
    site: { name: site.name, timezone: site.timezone },
    sessions: createSessions(store.people, clock),
    evidence: createEvidenceStore({ dataDir, index: store.media, clock }),
    pictures,
    wall,
    hub: createLiveHub(),
    metrics: createMetrics({
      queueDepth: () => Promise.resolve(3),
      cameraStates: () => wall.states(),
    }),
    health: () => Promise.resolve({ ok: true, store: well, redis: well, mqtt: well }),
    edgeToken: testEdgeToken,
    isHttps: false,
    trustProxy: false,
    dashboardDir: null,
    ...change,
  };
}
