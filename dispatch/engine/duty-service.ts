// The duty plan: all people, who is on duty now, and every way to change the plan. A changed site file, an edit and an import
// each become a version that applies at once. Takes the store's part and the site.
import {
  channelNameFaults,
  dutyContentOf,
  emptyDuty,
  organisationFaults,
  organisationOf,
  type DutyContent,
  type DutyHead,
  type DutyVersion,
  type Fault,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { isSameDuty, mergeSiteFile } from '../roster/duty-changes.ts';
import type { DutyStore } from '../roster/duty-store.ts';
import type { SwapAdded, SwapEnd } from '../roster/shift-store.ts';
import type { Recipients } from '../routing/recipients.ts';
import { recipientsOfSite, type RoutedSite } from './recipients-of-site.ts';

export interface DutyWish {
  /** The version that the edit started from; null for the newest. */
  baseVersion: number | null;
  change: 'edited' | 'imported' | 'restored';
  content: DutyContent;
  restoredFrom?: number;
  author: string;
  reason: string;
  /** The swap that this version carries out. */
  swap?: SwapEnd | undefined;
}

export type DutyOutcome =
  | { ok: true; version: DutyVersion }
  | { ok: false; reason: 'stale' | 'unchanged' | 'swap-ended'; newest: number }
  | { ok: false; reason: 'faulty'; faults: Fault[] };

export interface DutyService {
  current(): DutyVersion;
  /** Always those of the newest version. */
  recipients: Recipients;
  faultsOf(content: DutyContent): Fault[];
  change(wish: DutyWish): Promise<DutyOutcome>;
  heads(): Promise<DutyHead[]>;
  find(version: number): Promise<DutyVersion | null>;
  /** What the site file said when it was last read; null before that. */
  siteFile(): Promise<DutyContent | null>;
  /** Picks up changes of another dispatch; returns whether there were any. */
  refresh(): Promise<boolean>;
}

export interface DutyServiceParts {
  store: DutyStore;
  site: RoutedSite;
  clock: Clock;
  log: Log;
}

export async function openDutyService(parts: DutyServiceParts): Promise<DutyService> {
  const { store, site } = parts;
  let page = pageOf(site, await readSiteFile(parts));
  const turnTo = (version: DutyVersion) => {
    if (version.version > page.version.version) page = pageOf(site, version);
  };
  return {
    current: () => page.version,
    recipients: livingRecipients(() => page.recipients),
    faultsOf: (content) => faultsOf(site, content),
    change: async (wish) => {
      const outcome = await change(parts, wish);
      if (outcome.ok) turnTo(outcome.version);
      return outcome;
    },
    heads: () => store.heads(),
    find: (version) => store.find(version),
    siteFile: () => store.siteFile(),
    refresh: async () => {
      const newest = await store.newest();
      if (newest === null || newest.version <= page.version.version) return false;
      turnTo(newest);
      return true;
    },
  };
}

function pageOf(site: RoutedSite, version: DutyVersion) {
  const { content } = version;
  const organisation = organisationOf(content);
  const recipients = recipientsOfSite({ ...site, organisation, roster: content.roster });
  return { version, recipients };
}

/** A view that always follows the newest version. */
function livingRecipients(now: () => Recipients): Recipients {
  return {
    get router() {
      return now().router;
    },
    get roster() {
      return now().roster;
    },
    get organisation() {
      return now().organisation;
    },
    get plan() {
      return now().plan;
    },
    get telling() {
      return now().telling;
    },
    get leavesToNext() {
      return now().leavesToNext;
    },
    get usualQuietHours() {
      return now().usualQuietHours;
    },
    get quiet() {
      return now().quiet;
    },
  };
}

/** The newest version, after merging changes of the site file. */
async function readSiteFile({ store, site, clock, log }: DutyServiceParts): Promise<DutyVersion> {
  const file = dutyContentOf(site.organisation, site.roster);
  const newest = await store.newest();
  const before = await store.siteFile();
  if (newest !== null && before !== null && isSameDuty(before, file)) return newest;
  const edited = newest?.content ?? emptyDuty;
  const content = mergeSiteFile({ before: before ?? emptyDuty, file }, edited);
  const faults = faultsOf(site, content);
  if (newest !== null && faults.length > 0) {
    log.error(
      { faults: faults.slice(0, 20) },
      'the site file contradicts edits of the roster: keeping the edits',
    );
    return newest;
  }
  const version: DutyVersion = {
    version: (newest?.version ?? 0) + 1,
    change: 'site-file',
    at: clock.now(),
    author: 'site file',
    reason: 'the site file was changed',
    restoredFrom: null,
    content,
  };
  if (await store.add(version, file)) return version;
  // Another dispatch is starting at the same time.
  return (await store.newest()) ?? version;
}

async function change(
  { store, site, clock, log }: DutyServiceParts,
  { baseVersion, content, restoredFrom, swap, ...by }: DutyWish,
): Promise<DutyOutcome> {
  const newest = await store.newest();
  const number = newest?.version ?? 0;
  if (baseVersion !== null && baseVersion !== number)
    return { ok: false, reason: 'stale', newest: number };
  if (newest !== null && isSameDuty(newest.content, content))
    return { ok: false, reason: 'unchanged', newest: number };
  const faults = faultsOf(site, content);
  if (faults.length > 0) return { ok: false, reason: 'faulty', faults };
  const taken = restoredFrom ?? null;
  const head = { version: number + 1, at: clock.now(), restoredFrom: taken, ...by };
  const version = { ...head, content };
  const added =
    swap === undefined ? await plainly(store, version) : await store.addWithSwap(version, swap);
  if (added === 'stale') return { ok: false, reason: 'stale', newest: number + 1 };
  if (added === 'ended') return { ok: false, reason: 'swap-ended', newest: number };
  log.info(head, 'the roster has a new version');
  return { ok: true, version };
}

async function plainly(store: DutyStore, version: DutyVersion): Promise<SwapAdded> {
  return (await store.add(version)) ? 'added' : 'stale';
}

function faultsOf({ routes, channels }: RoutedSite, content: DutyContent): Fault[] {
  const { people, units, roster } = content;
  return [
    ...organisationFaults({ ...organisationOf(content), routes }),
    ...channelNameFaults({ channels, people, units, roster }),
  ];
}
