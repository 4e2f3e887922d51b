// Sends the queued steps, each once and in order, whatever the connection does and however many tabs are open. Takes the phone's
// store and the API calls; reports which steps wait and which were refused.
import type { Client } from '../api/client.ts';
import { newKey } from '../api/new-key.ts';
import type { CaseDetail } from '../../contracts/index.ts';
import type { DeviceStore, KeepOutcome } from './device-store.ts';
import { outcomeOf, type Outcome, type QueuedStep } from './queued-step.ts';

export interface Outbox {
  /** Of this user, oldest first; the same list until something changes. */
  list: () => readonly QueuedStep[];
  listen: (onChange: () => void) => () => void;
  put(
    part: Pick<QueuedStep, 'caseId' | 'action'> & { photos: readonly Blob[] },
  ): Promise<KeepOutcome>;
  /** Sends what waits, as long as the connection holds. */
  sendAll(): Promise<void>;
  /** The user has read that it was refused. */
  dismiss(key: string): Promise<void>;
  /** Another tab may have changed it. */
  refresh(): Promise<void>;
}

export interface OutboxParts {
  store: Pick<DeviceStore, 'keepStep' | 'dropStep' | 'steps'>;
  client: Pick<Client, 'act' | 'sendPhoto'>;
  user: string;
  clock: () => number;
  /** Runs one at a time on this phone, over all tabs. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** Tells other tabs. */
  tell: () => void;
  /** The case after a step. */
  onSent: (detail: CaseDetail) => void;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, user, clock, alone, tell } = parts;
  const listeners = new Set<() => void>();
  let known: readonly QueuedStep[] = [];
  const refresh = async () => {
    known = (await store.steps()).filter((one) => one.user === user);
    for (const onChange of listeners) onChange();
  };
  const changed = async () => {
    await refresh();
    tell();
  };
  return {
    list: () => known,
    listen: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    put: async ({ caseId, action, photos }) => {
      const kept = await store.keepStep({
        key: newKey('said'),
        user,
        caseId,
        action,
        saidAt: clock(),
        refusal: null,
        photos: photos.map((picture) => ({ picture, sent: null })),
      });
      await changed();
      return kept;
    },
    sendAll: () => alone(() => sendAll(parts, changed)),
    dismiss: async (key) => {
      await store.dropStep(key);
      await changed();
    },
    refresh,
  };
}

async function sendAll(parts: OutboxParts, changed: () => Promise<void>): Promise<void> {
  const waiting = (await parts.store.steps()).filter(
    ({ user, refusal }) => user === parts.user && refusal === null,
  );
  for (const queued of waiting) {
    const first = await sendOne(parts, queued);
    // Dispatch keeps an unused photo for a day: after longer it must be sent again.
    const isStale = first.is === 'refused' && first.refusal === 'photo-unknown';
    const current = isStale ? await renewed(parts, queued) : queued;
    const outcome = isStale ? await sendOne(parts, current) : first;
    // Later steps of the same case may depend on this one.
    if (outcome.is === 'waits') return;
    if (outcome.is === 'sent') await parts.store.dropStep(current.key);
    else await parts.store.keepStep({ ...current, refusal: outcome.refusal });
    await changed();
  }
}

async function sendOne(parts: OutboxParts, queued: QueuedStep): Promise<Outcome> {
  for (const photo of queued.photos) {
    if (photo.sent !== null) continue;
    const answer = await parts.client.sendPhoto(photo.picture);
    if (answer.status === 'aborted') return { is: 'waits' };
    if (answer.status === 'error') return outcomeOf(answer);
    photo.sent = answer.value.photo;
    await parts.store.keepStep(queued);
  }
  const photos = queued.photos.flatMap(({ sent }) => sent ?? []);
  const told = { ...queued.action, saidAt: queued.saidAt };
  const action = photos.length === 0 ? told : { ...told, photos };
  const answer = await parts.client.act(queued.caseId, action, queued.key);
  if (answer.status === 'aborted') return { is: 'waits' };
  if (answer.status === 'ok') {
    parts.onSent(answer.value);
    return { is: 'sent' };
  }
  return outcomeOf(answer);
}

/** Under a new key: dispatch refuses the old one for a day. */
async function renewed({ store }: OutboxParts, queued: QueuedStep): Promise<QueuedStep> {
  const fresh = {
    ...queued,
    key: newKey('said'),
    photos: queued.photos.map(({ picture }) => ({ picture, sent: null })),
  };
  await store.keepStep(fresh);
  await store.dropStep(queued.key);
  return fresh;
}
