// The keys of edges: who is invited, enrolled, revoked, and whether an alert comes from one of them. Takes the store and the
// clock; keeps the keys in memory, so that a look at an alert asks no database.
import { createHash, randomBytes } from 'node:crypto';
import type {
  Alert,
  AlertRefusal,
  EdgeKeyEntry,
  EdgeKeyMode,
  EnrolmentAnswer,
  HealthProblem,
  MadeInvitation,
} from '../../contracts/index.ts';
import type { Personal } from '../../evidence/log-entry.ts';
import type { Clock } from '../../host/clock.ts';
import { admitAlert, type Admission, type Claim } from './admit-alert.ts';
import { draftOf, type CustodyNote } from './custody-draft.ts';
import type { EdgeKeyStore, KeptAlert, RefusedCount } from './edge-key-store.ts';
import { judgeEnrolment, type Asked } from './judge-enrolment.ts';

export type Who = Partial<Personal>;

export interface EdgeKeys {
  invite(edgeId: string, hours: number, who: Who): Promise<MadeInvitation>;
  enrol(asked: Asked, address: string): Promise<EnrolmentAnswer>;
  revoke(key: string, reason: string, who: Who): Promise<boolean>;
  list(): Promise<EdgeKeyEntry[]>;
  /** @param message as it came */
  admit(alert: Alert, message: object): Promise<Admission>;
  keepRefused(message: { jobId: string; data: object }, refused: Refused): Promise<void>;
  /** Those that wait, the oldest first. */
  refused(limit: number, after?: number): Promise<KeptAlert[]>;
  /** Whether one that waits is taken now. */
  judge(kept: KeptAlert): Promise<Admission>;
  vouch(number: number, reason: string, who: Who): Promise<boolean>;
  discard(number: number, reason: string, who: Who): Promise<boolean>;
  /** It has become part of a case. */
  taken(number: number): Promise<void>;
  /** For the health page. */
  problems(): Promise<HealthProblem[]>;
  /** Calls when alerts that wait may be taken now. */
  onChange(listener: () => void): void;
}

export interface Refused {
  alert: Pick<Alert, 'alertId' | 'edgeId' | 'cameraName'>;
  reason: AlertRefusal;
}

export interface EdgeKeysOptions {
  store: EdgeKeyStore;
  mode: EdgeKeyMode;
  clock: Clock;
}

/** What another dispatch on the same database has revoked counts here after this long, by the steady clock. */
const keysGoodForMs = 2000;
const hourMs = 3_600_000;

export function createEdgeKeys(options: EdgeKeysOptions): EdgeKeys {
  const { store, clock, mode } = options;
  const memory = rememberKeys(options);
  const listeners: (() => void)[] = [];
  const changed = () => {
    memory.forget();
    for (const listener of listeners) listener();
  };
  const noted = (note: Omit<CustodyNote, 'at'>) => draftOf({ at: clock.now(), ...note });
  const admit = async (claim: Claim) =>
    admitAlert(claim, { mode, keys: await memory.keys(), now: clock.now() });
  return {
    invite: (edgeId, hours, who) => invite(options, { edgeId, hours, who }),
    enrol: async (asked, address) => {
      const answer = await enrol(options, asked, address);
      if (answer.state === 'enrolled') changed();
      return answer;
    },
    revoke: async (key, reason, who) => {
      const note = { act: 'edge-revoked', subject: { key }, person: { ...who, reason } } as const;
      const isRevoked = await store.revoke(key, { at: clock.now(), reason }, noted(note));
      changed();
      return isRevoked;
    },
    list: () => store.keys(),
    admit: ({ edgeId, seal }, message) => admit({ edgeId, seal, message }),
    judge: async (kept) => {
      if (kept.isVouchedFor) return { ok: true, key: null };
      const message = JSON.parse(kept.body) as Pick<Alert, 'edgeId' | 'seal'>;
      return admit({ edgeId: message.edgeId, seal: message.seal, message });
    },
    ...waiting(options, changed),
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

type Waiting = Pick<
  EdgeKeys,
  'keepRefused' | 'refused' | 'vouch' | 'discard' | 'taken' | 'problems'
>;

/** The alerts that wait. */
function waiting({ store, clock }: EdgeKeysOptions, changed: () => void): Waiting {
  const noted = (note: Omit<CustodyNote, 'at'>) => draftOf({ at: clock.now(), ...note });
  // While the store is away, what was wrong is wrong still.
  let last: Promise<HealthProblem[]> = Promise.resolve([]);
  return {
    keepRefused: async ({ jobId, data }, { alert, reason }) => {
      const { alertId, edgeId, cameraName } = alert;
      const note = {
        act: 'alert-refused',
        outcome: 'refused',
        subject: { alert: alertId, edge: edgeId },
        details: { refusal: reason },
      } as const;
      const row = { alertId, edgeId, cameraName, reason, jobId, at: clock.now() };
      await store.keepRefused({ ...row, body: JSON.stringify(data) }, noted(note));
    },
    refused: (limit, after) => store.refused(limit, after),
    vouch: async (number, reason, who) => {
      const isThere = await store.vouch(number, noted(decided('vouched-for', number, reason, who)));
      changed();
      return isThere;
    },
    discard: (number, reason, who) =>
      store.forgetRefused(number, noted(decided('discarded', number, reason, who))),
    taken: async (number) => {
      await store.forgetRefused(number, null);
    },
    problems: () => {
      const before = last;
      last = store.refusedCounts().then(problemsIn, () => before);
      return last;
    },
  };
}

function decided(
  decision: string,
  number: number,
  reason: string,
  who: Who,
): Omit<CustodyNote, 'at'> {
  const person = { ...who, reason };
  return {
    act: 'alert-refused',
    subject: { waiting: String(number) },
    details: { decision },
    person,
  };
}

/** One of each edge, with the reason that most of its alerts wait for. */
function problemsIn(counts: readonly RefusedCount[]): HealthProblem[] {
  return [...new Set(counts.map(({ edgeId }) => edgeId))].map((edgeId) => {
    const own = counts.filter((one) => one.edgeId === edgeId);
    const [most] = own.toSorted((one, other) => other.alerts - one.alerts);
    const alerts = own.reduce((sum, one) => sum + one.alerts, 0);
    const since = Math.min(...own.map((one) => one.since));
    const values = { reason: most?.reason ?? 'edge-unknown', alerts };
    return { code: 'edge-alerts-refused', subject: edgeId.slice(0, 500), since, values };
  });
}

function rememberKeys({ store, clock }: EdgeKeysOptions) {
  let known: { keys: Promise<EdgeKeyEntry[]>; at: number } | null = null;
  const ask = () => {
    const keys = store.keys();
    known = { keys, at: clock.now() };
    keys.catch(() => {
      known = null;
    });
    return keys;
  };
  return {
    keys: () => {
      const age = known === null ? Infinity : Math.abs(clock.now() - known.at);
      return known !== null && age < keysGoodForMs ? known.keys : ask();
    },
    forget: () => {
      known = null;
    },
  };
}

async function invite(
  { store, clock }: EdgeKeysOptions,
  { edgeId, hours, who }: { edgeId: string; hours: number; who: Who },
): Promise<MadeInvitation> {
  const invitation = `fwe_${randomBytes(32).toString('base64url')}`;
  const now = clock.now();
  const expiresAt = now + hours * hourMs;
  const row = { edgeId, createdAt: now, expiresAt, usedAt: null, usedBy: null };
  const note = { at: now, act: 'edge-invited', subject: { edge: edgeId }, person: who } as const;
  await store.addInvitation({ hash: hashOf(invitation), ...row }, draftOf(note));
  return { invitation, edgeId, expiresAt };
}

async function enrol(
  { store, clock }: EdgeKeysOptions,
  asked: Asked,
  address: string,
): Promise<EnrolmentAnswer> {
  const { edgeId, key } = asked;
  const at = clock.now();
  const claim = { hash: hashOf(asked.invitation), edgeId, key, at };
  const about = { at, act: 'edge-enrolled', subject: { edge: edgeId, key } } as const;
  const change = await store.enrol(claim, (known) => {
    const verdict = judgeEnrolment(asked, { ...known, now: at });
    if (verdict.ok) return { ...verdict, draft: verdict.isRepeat ? null : draftOf(about) };
    const refused = { outcome: 'refused', details: { refusal: verdict.reason } } as const;
    return { ...verdict, draft: draftOf({ ...about, ...refused, person: { address } }) };
  });
  return change.ok ? { state: 'enrolled', key } : { state: 'refused', reason: change.reason };
}

function hashOf(invitation: string): string {
  return createHash('sha256').update(invitation).digest('hex');
}
