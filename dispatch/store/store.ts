// The storage of dispatch behind one interface: PGlite in the data folder by default, PostgreSQL when an address is given. Takes
// the location; returns the store with migrated tables.
import { hostname } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { createCameraStore } from './camera-store.ts';
import type { CameraStore } from '../cameras/camera-store.ts';
import { createCaseStore, type CaseStore } from './case-store.ts';
import { openEmbedded, openServer, type Database, type DatabaseCopies } from './database.ts';
import { createFenceVersionStore } from './fence-version-store.ts';
import type { FenceVersionStore } from '../fences/fence-version-store.ts';
import { createCustodyStore } from './custody-store.ts';
import type { CustodyStore } from '../evidence/custody-store.ts';
import { createEdgeKeyStore } from './edge-key-store.ts';
import type { EdgeKeyStore } from '../evidence/edge-key-store.ts';
import { createHealthStore } from './health-store.ts';
import type { HealthStore } from '../problems/health-store.ts';
import { createDirectQueue } from './direct-queue.ts';
import type { DirectQueue } from '../delivery/direct-queue.ts';
import { createEngineStore, type EngineStore } from './engine-store.ts';
import { createMediaIndex } from './media-index.ts';
import type { MediaIndex } from '../evidence/media-index.ts';
import { createMapStore } from './map-store.ts';
import type { MapStore } from '../map/map-store.ts';
import { createMuteStore, type MuteStore } from './mute-store.ts';
import { createNotificationStore } from './notification-store.ts';
import type { NotificationStore } from '../delivery/notification-store.ts';
import { createPeopleStore } from './people-store.ts';
import type { PeopleStore } from '../auth/people-store.ts';
import { createPhotoIndex } from './photo-index.ts';
import type { PhotoIndex } from '../evidence/photo-index.ts';
import { createReportStore, type ReportStore } from './report-store.ts';
import { createPushStore } from './push-store.ts';
import type { PushStore } from '../channels/direct/web-push/push-store.ts';
import { createReceiptStore } from './receipt-store.ts';
import type { ReceiptStore } from '../delivery/receipt-store.ts';
import { createDutyStore } from './duty-store.ts';
import type { DutyStore } from '../roster/duty-store.ts';
import { createShiftStore } from './shift-store.ts';
import type { ShiftStore } from '../roster/shift-store.ts';
import { createReviewGateStore, type ReviewGateStore } from './review-gate-store.ts';
import { createAnswerStore } from './answer-store.ts';
import type { AnswerStore } from '../auth/answer-store.ts';
import { createTokenStore } from './token-store.ts';
import type { TokenStore } from '../auth/token-store.ts';
import { createClipRequestStore } from './clip-request-store.ts';
import type { ClipRequestStore } from '../evidence/clip-request-store.ts';
import { createRetentionStore } from './retention-store.ts';
import type { RetentionStore } from '../evidence/retention-store.ts';
import { createQualityStore } from './quality-store.ts';
import type { QualityStore } from '../quality/quality-store.ts';
import { createStoredFacts } from './stored-facts.ts';
import type { StoredFacts } from '../evidence/comparison/stored-facts.ts';
import { createRejectedStore, type RejectedStore } from './rejected-store.ts';

export interface Store {
  cameras: CameraStore;
  cases: CaseStore;
  engine: EngineStore;
  notifications: NotificationStore;
  direct: DirectQueue;
  map: MapStore;
  mutes: MuteStore;
  receipts: ReceiptStore;
  rejected: RejectedStore;
  media: MediaIndex;
  photos: PhotoIndex;
  reports: ReportStore;
  people: PeopleStore;
  tokens: TokenStore;
  answers: AnswerStore;
  duty: DutyStore;
  shifts: ShiftStore;
  reviewGates: ReviewGateStore;
  push: PushStore;
  fences: FenceVersionStore;
  custody: CustodyStore;
  edgeKeys: EdgeKeyStore;
  retention: RetentionStore;
  clipRequests: ClipRequestStore;
  quality: QualityStore;
  /** For the comparison with the custody log. */
  facts: StoredFacts;
  health: HealthStore;
  /** Null for a PostgreSQL server. */
  copies: DatabaseCopies | null;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://…`; absent means the embedded database. */
  databaseUrl?: string | undefined;
  /** The embedded database lives in `database/` of this folder. */
  dataDir: string;
  /** Names this dispatch among several on one database; from its machine and data folder when absent. */
  owner?: string;
  onLost?: (error: Error) => void;
}

export async function createStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, onLost } = options;
  const owner = options.owner ?? `${hostname()} ${dataDir}`;
  const { database, hasty, copies, close } =
    databaseUrl === undefined
      ? await openEmbedded(join(dataDir, 'database'))
      : await openServer(databaseUrl, onLost);
  return {
    cameras: createCameraStore(database),
    cases: createCaseStore(database),
    engine: createEngineStore(database),
    notifications: createNotificationStore(hasty, databaseUrl === undefined ? null : owner),
    direct: createDirectQueue(database, databaseUrl === undefined ? null : owner),
    map: createMapStore(database),
    mutes: createMuteStore(database),
    receipts: createReceiptStore(database),
    rejected: createRejectedStore(database),
    media: createMediaIndex(database),
    photos: createPhotoIndex(database),
    reports: createReportStore(database),
    people: createPeopleStore(database),
    tokens: createTokenStore(database),
    answers: createAnswerStore(database),
    duty: createDutyStore(database),
    shifts: createShiftStore(database),
    reviewGates: createReviewGateStore(database),
    push: createPushStore(database),
    fences: createFenceVersionStore(database),
    ...evidenceStores(database),
    health: createHealthStore(database),
    copies,
    ping: async () => {
      await database.execute(sql`select 1`);
    },
    close,
  };
}

function evidenceStores(database: Database) {
  return {
    custody: createCustodyStore(database),
    edgeKeys: createEdgeKeyStore(database),
    retention: createRetentionStore(database),
    clipRequests: createClipRequestStore(database),
    quality: createQualityStore(database),
    facts: createStoredFacts(database),
  };
}
