// Retention of evidence: deletes what is due by the rules of the site file, unless it is on hold. Takes the store, the evidence
// folder, the rules and the clock; each file is recorded in the custody log before any file is deleted.
import type { DeletedMedia, EvidenceHold, RetentionRule } from '../../contracts/index.ts';
import type { Personal } from '../../evidence/log-entry.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../../host/error-message.ts';
import { createClockCheck } from './clock-check.ts';
import { draftOf } from './custody-draft.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { MediaEntry } from './media-index.ts';
import type { DeletionRefusal, RetentionStore } from './retention-store.ts';

export interface Asker {
  actor: string;
  role: string | null;
  address: string | null;
  reason: string;
}

export type DeletedByHand = { ok: true; files: number } | { ok: false; reason: DeletionRefusal };

export interface Retention {
  hold(caseId: string, who: Asker): ReturnType<RetentionStore['hold']>;
  lift(caseId: string, who: Asker): ReturnType<RetentionStore['lift']>;
  holdOf(caseId: string): Promise<EvidenceHold | null>;
  deletedOf(incidentIds: readonly string[]): Promise<DeletedMedia[]>;
  /** All pictures and clips of a settled case, at once. */
  delete(caseId: string, who: Asker): Promise<DeletedByHand>;
  /** Deletes due evidence, and removes files that a crash has left; returns the number of files. */
  tidy(): Promise<number>;
  run(signal: AbortSignal): Promise<void>;
}

export interface RetentionOptions {
  store: RetentionStore;
  evidence: Pick<EvidenceStore, 'remove'>;
  rules: readonly RetentionRule[];
  clock: Clock;
  log: Log;
}

const lookEveryMs = 3_600_000;
const atOnce = 200;

export function createRetention(options: RetentionOptions): Retention {
  const { store, clock, log } = options;
  const wishOf = ({ actor, reason }: Asker) => ({ at: clock.now(), by: actor, reason });
  const tidy = () => tidyAll(options);
  return {
    hold: (caseId, who) => store.hold(caseId, wishOf(who)),
    lift: (caseId, who) => store.lift(caseId, wishOf(who)),
    holdOf: (caseId) => store.holdOf(caseId),
    deletedOf: (incidentIds) => store.deletedOf(incidentIds),
    delete: async (caseId, who) => {
      const at = clock.now();
      const draft = (file: MediaEntry) => entryOf(caseId, file, { at, person: who });
      const done = await store.delete({ caseId, at, why: 'person', draftOf: draft });
      if (!done.ok) return done;
      await removeMarked(options);
      return { ok: true, files: done.files.length };
    },
    tidy,
    run: async (signal) => {
      const doubtOfClock = createClockCheck({ clock, newestStepAt: () => store.newestStepAt() });
      while (!signal.aborted) {
        await tidyUnless(doubtOfClock, options).catch((error: unknown) => {
          log.warn({ error: messageOf(error) }, 'evidence could not be deleted by the rules');
        });
        await clock.wait(lookEveryMs, signal);
      }
    },
  };
}

/** With a wrong clock all evidence would be due. Deletions by people and leftovers of a crash do not depend on the time. */
async function tidyUnless(
  doubtOfClock: ReturnType<typeof createClockCheck>,
  options: RetentionOptions,
): Promise<void> {
  const { rules, log } = options;
  const doubt = rules.length === 0 ? null : await doubtOfClock();
  if (doubt !== null) {
    log.warn({ doubt }, 'evidence is not deleted by the rules: the clock may be wrong');
    return removeMarked(options);
  }
  const files = await tidyAll(options);
  if (files > 0) log.info({ files }, 'evidence was deleted by the rules of retention');
}

async function tidyAll(options: RetentionOptions): Promise<number> {
  const { store, rules, clock } = options;
  let files = 0;
  for (;;) {
    const now = clock.now();
    const due = await store.due(rules, now, atOnce);
    let deleted = 0;
    for (const caseId of due) {
      const draft = (file: MediaEntry) => entryOf(caseId, file, { at: now });
      const done = await store.delete({ caseId, at: now, why: 'rule', draftOf: draft });
      // Evidence that was put on hold or re-opened meanwhile stays.
      if (done.ok) deleted += done.files.length;
    }
    files += deleted;
    if (due.length < atOnce || deleted === 0) break;
  }
  await removeMarked(options);
  return files;
}

/** Their entries are already in the database, so no deletion goes unrecorded after a crash. */
async function removeMarked({ store, evidence, clock }: RetentionOptions): Promise<void> {
  for (;;) {
    const some = await store.toRemove(atOnce);
    for (const key of some) {
      await evidence.remove(key);
      await store.removed(key, clock.now());
    }
    if (some.length < atOnce) return;
  }
}

interface Deleting {
  at: number;
  /** Absent when a rule did it. */
  person?: Partial<Personal>;
}

/** The hash stays: the owner of a copy can prove that it is the original. */
function entryOf(caseId: string, file: MediaEntry, { at, person }: Deleting) {
  const { incidentId, opening, name, sha256, bytes } = file;
  return draftOf({
    at,
    act: 'evidence-deleted',
    subject: { case: caseId, incident: incidentId, opening: String(opening), file: name },
    details: { sha256, bytes, why: person === undefined ? 'rule' : 'person' },
    ...(person && { person }),
  });
}
