// Sends what was said, each thing once and in its order, however often the line breaks, the page is closed or a second tab is
// open. Takes the phone's store and the calls of the API; tells whoever listens what waits and what was refused.
import type { Client } from '../api/client.ts';
import { newKey } from '../api/new-key.ts';
import type { CaseDetail } from '../../contracts/index.ts';
import type { DeviceStore, KeepOutcome } from './device-store.ts';
import { outcomeOf, type Outcome, type Said } from './said.ts';

export interface Outbox {
  /** Of this user, in the order in which it was said; the same list until something changes. */
  list: () => readonly Said[];
  listen: (onChange: () => void) => () => void;
  say(part: Pick<Said, 'caseId' | 'action'> & { photos: readonly Blob[] }): Promise<KeepOutcome>;
  /** Sends what waits, as far as the line carries. */
  sendAll(): Promise<void>;
  /** Somebody has read that it was refused. */
  dismiss(key: string): Promise<void>;
  /** Another tab may have changed it. */
  refresh(): Promise<void>;
}

export interface OutboxParts {
  store: Pick<DeviceStore, 'keepSaid' | 'dropSaid' | 'said'>;
  client: Pick<Client, 'act' | 'sendPhoto'>;
  user: string;
  clock: () => number;
  /** Runs one at a time on this phone, over all tabs. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** Tells other tabs. */
  tell: () => void;
  /** A case as it is after what was said. */
  onSent: (detail: CaseDetail) => void;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { store, user, clock, alone, tell } = parts;
  const listeners = new Set<() => void>();
  let known: readonly Said[] = [];
  const refresh = async () => {
    known = (await store.said()).filter((one) => one.user === user);
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
    say: async ({ caseId, action, photos }) => {
      const kept = await store.keepSaid({
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
      await store.dropSaid(key);
      await changed();
    },
    refresh,
  };
}

async function sendAll(parts: OutboxParts, changed: () => Promise<void>): Promise<void> {
  const waiting = (await parts.store.said()).filter(
    ({ user, refusal }) => user === parts.user && refusal === null,
  );
  for (const said of waiting) {
    const first = await sendOne(parts, said);
    // Dispatch keeps a photo that nothing names for a day: after a longer time away it has to be sent once more.
    const isStale = first.is === 'refused' && first.refusal === 'photo-unknown';
    const current = isStale ? await renewed(parts, said) : said;
    const outcome = isStale ? await sendOne(parts, current) : first;
    // Later things of the same case may stand on this one.
    if (outcome.is === 'waits') return;
    if (outcome.is === 'sent') await parts.store.dropSaid(current.key);
    else await parts.store.keepSaid({ ...current, refusal: outcome.refusal });
    await changed();
  }
}

async function sendOne(parts: OutboxParts, said: Said): Promise<Outcome> {
  for (const photo of said.photos) {
    if (photo.sent !== null) continue;
    const answer = await parts.client.sendPhoto(photo.picture);
    if (answer.status === 'aborted') return { is: 'waits' };
    if (answer.status === 'error') return outcomeOf(answer);
    photo.sent = answer.value.photo;
    await parts.store.keepSaid(said);
  }
  const photos = said.photos.flatMap(({ sent }) => sent ?? []);
  const told = { ...said.action, saidAt: said.saidAt };
  const action = photos.length === 0 ? told : { ...told, photos };
  const answer = await parts.client.act(said.caseId, action, said.key);
  if (answer.status === 'aborted') return { is: 'waits' };
  if (answer.status === 'ok') {
    parts.onSent(answer.value);
    return { is: 'sent' };
  }
  return outcomeOf(answer);
}

/** Under another key: under the old one dispatch says no for a day. */
async function renewed({ store }: OutboxParts, said: Said): Promise<Said> {
  const fresh = {
    ...said,
    key: newKey('said'),
    photos: said.photos.map(({ picture }) => ({ picture, sent: null })),
  };
  await store.keepSaid(fresh);
  await store.dropSaid(said.key);
  return fresh;
}
