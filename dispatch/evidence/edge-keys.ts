// The keys of edges: invitations, enrolment, revocation, and whether an alert comes from one of them. Takes the store and the
// clock; keeps the keys in memory, so that checking an alert needs no query.
import { createHash, randomBytes } from 'node:crypto';
import type {
  Alert,
  EdgeKeyEntry,
  EdgeKeyMode,
  EnrolmentAnswer,
  MadeInvitation,
} from '../../contracts/index.ts';
import { admitAlert, type Admission, type Claim } from './admit-alert.ts';
import { admitFile, type FileAdmission, type FileClaim } from './admit-file.ts';
import { draftOf, type CustodyNote } from './custody-draft.ts';
import type { KeptAlert } from './edge-key-store.ts';
import { judgeEnrolment, type Asked } from './judge-enrolment.ts';
import {
  waitingAlerts,
  type WaitingAlerts,
  type WaitingOptions,
  type Who,
} from './waiting-alerts.ts';

export interface EdgeKeys extends WaitingAlerts {
  invite(edgeId: string, hours: number, who: Who): Promise<MadeInvitation>;
  enrol(asked: Asked, address: string): Promise<EnrolmentAnswer>;
  revoke(key: string, reason: string, who: Who): Promise<boolean>;
  list(): Promise<EdgeKeyEntry[]>;
  /** @param message as received */
  admit(alert: Alert, message: object): Promise<Admission>;
  /** Whether a picture, clip or note is accepted from its sender. */
  admitFile(claim: FileClaim): Promise<FileAdmission>;
  /** Whether a waiting one is accepted now. */
  judge(kept: KeptAlert): Promise<Admission>;
  /** Calls back when waiting alerts may be acceptable now. */
  onChange(listener: () => void): void;
}

export interface EdgeKeysOptions extends WaitingOptions {
  mode: EdgeKeyMode;
}

/** A key revoked by another dispatch on the same database is refused here after this long, by the steady clock. */
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
  const known = async () => ({ mode, keys: await memory.keys(), now: clock.now() });
  const admit = async (claim: Claim) => admitAlert(claim, await known());
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
    admitFile: async (claim) => admitFile(claim, await known()),
    judge: async (kept) => {
      if (kept.isVouchedFor) return { ok: true, key: null };
      const message = JSON.parse(kept.body) as Pick<Alert, 'edgeId' | 'seal'>;
      return admit({ edgeId: message.edgeId, seal: message.seal, message });
    },
    ...waitingAlerts(options, changed),
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
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
