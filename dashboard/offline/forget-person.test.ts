// Which data stays on a phone after a log-out, and after the log-in of another user.
import { beforeEach, expect, test } from 'vitest';
import type { Session } from '../../contracts/index.ts';
import { createMemoryStore, type DeviceStore } from './device-store.ts';
import { forgetPerson, wipeOfOthers } from './forget-person.ts';
import type { QueuedStep } from './queued-step.ts';

const sessionOf = (username: string): Session => ({ user: { username, role: 'responder' } });
const queued: QueuedStep = {
  key: 'said-0001',
  user: 'li.na',
  caseId: '20261122-0001',
  action: { action: 'arrive' },
  photos: [],
  saidAt: 1,
  refusal: null,
};
let store: DeviceStore;

beforeEach(async () => {
  store = createMemoryStore();
  await store.keepAnswer('/api/session', sessionOf('li.na'), 1);
  await store.keepAnswer('/api/cases', { cases: [] }, 1);
  await store.keepDraft('case', { note: 'seen', photos: [] });
  await store.keepStep(queued);
});

const kept = async () => ({
  cases: (await store.answer('/api/cases')) !== null,
  draft: (await store.draft('case')) !== null,
  queued: (await store.steps()).length,
});

test('log-out removes everything', async () => {
  await forgetPerson(store);
  expect(await kept()).toEqual({ cases: false, draft: false, queued: 0 });
});

test('the same person finds everything again after a session has expired', async () => {
  await wipeOfOthers(store, sessionOf('li.na'));
  expect(await kept()).toEqual({ cases: true, draft: true, queued: 1 });
});

test('another user finds nothing, and unsent steps of the first one are kept', async () => {
  await wipeOfOthers(store, sessionOf('wang'));
  expect(await kept()).toEqual({ cases: false, draft: false, queued: 1 });
});

test('a log-out on an unused phone does not fail', async () => {
  store = createMemoryStore();
  await wipeOfOthers(store, sessionOf('wang'));
  expect(await kept()).toEqual({ cases: false, draft: false, queued: 0 });
});
