// Queued steps are sent once and in order, despite failures of the connection and dispatch.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CaseAction, CaseDetail } from '../../contracts/index.ts';
import { createFailure, type Answer, type Failure } from '../api/answer.ts';
import { createDetail } from '../testing/sample-cases.ts';
import { createMemoryStore, type DeviceStore } from './device-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';

interface Heard {
  caseId: string;
  action: CaseAction;
  key: string;
}
const done: Answer<CaseDetail> = { status: 'ok', value: createDetail() };
const away = createFailure('network', 'no line');
const caseId = '20261122-0001';
const photo = new Blob(['photo'], { type: 'image/jpeg' });

let store: DeviceStore;
let outbox: Outbox;
let heard: Heard[];
let answers: Answer<CaseDetail>[];
let photoAnswers: Failure[];
let photosHeard: number;
let now: number;
let sent: CaseDetail[];

function openOutbox(user = 'li.na'): Outbox {
  let line: Promise<void> = Promise.resolve();
  return createOutbox({
    store,
    user,
    clock: () => (now += 1),
    tell: () => undefined,
    alone: (work) => (line = line.then(work)),
    onSent: (detail) => sent.push(detail),
    client: {
      act: (about, action, key) => {
        heard.push({ caseId: about, action, key });
        return Promise.resolve(answers.shift() ?? done);
      },
      sendPhoto: () => {
        photosHeard += 1;
        const failure = photoAnswers.shift();
        if (failure) return Promise.resolve(failure);
        const name = String(photosHeard).repeat(64).slice(0, 64);
        const value = { photo: name, bytes: 5, width: 1, height: 1 };
        return Promise.resolve({ status: 'ok', value });
      },
    },
  });
}

beforeEach(() => {
  store = createMemoryStore();
  heard = [];
  answers = [];
  photoAnswers = [];
  photosHeard = 0;
  now = 0;
  sent = [];
  outbox = openOutbox();
});

const say = (action: 'acknowledge' | 'arrive' | 'handle', photos: Blob[] = []) =>
  outbox.put({ caseId, action: { action }, photos });
const left = () => outbox.list().map(({ action, refusal }) => [action.action, refusal]);

describe('online', () => {
  test('nothing is sent when nothing is queued', async () => {
    await outbox.sendAll();
    expect(heard).toEqual([]);
  });

  test('queued steps go out in order and are removed, and the case is updated', async () => {
    await say('acknowledge');
    await say('arrive');
    await outbox.sendAll();
    expect(heard.map(({ action }) => action.action)).toEqual(['acknowledge', 'arrive']);
    expect(left()).toEqual([]);
    expect(sent).toHaveLength(2);
  });

  test('two tabs that send at once send it once', async () => {
    await say('acknowledge');
    await Promise.all([outbox.sendAll(), outbox.sendAll()]);
    expect(heard).toHaveLength(1);
  });

  test('photos go first, and the step names them', async () => {
    await say('handle', [photo, photo]);
    await outbox.sendAll();
    const photos = ['1'.repeat(64), '2'.repeat(64)];
    expect(heard[0]?.action).toMatchObject({ action: 'handle', photos });
  });
});

describe('offline', () => {
  test('a step waits with its time, under one key over all tries', async () => {
    answers = [away, createFailure('timed-out', 'silence'), createFailure('server', 'down')];
    await say('acknowledge');
    for (let tries = 0; tries < 4; tries += 1) await outbox.sendAll();
    expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
    expect(heard).toHaveLength(4);
    expect(left()).toEqual([]);
  });

  test('it goes out with the time at which it was taken, however late', async () => {
    answers = [away];
    await say('acknowledge');
    await outbox.sendAll();
    now = 9_000_000;
    await outbox.sendAll();
    expect(heard.map(({ action }) => action)).toEqual([
      { action: 'acknowledge', saidAt: 1 },
      { action: 'acknowledge', saidAt: 1 },
    ]);
  });

  test('later steps wait behind it', async () => {
    answers = [away];
    await say('acknowledge');
    await say('arrive');
    await outbox.sendAll();
    expect(heard.map(({ action }) => action.action)).toEqual(['acknowledge']);
    expect(outbox.list().map(({ saidAt }) => saidAt)).toEqual([1, 2]);
  });

  test('an uploaded photo is not sent again', async () => {
    photoAnswers = [];
    answers = [away];
    await say('handle', [photo]);
    await outbox.sendAll();
    await outbox.sendAll();
    expect(photosHeard).toBe(1);
    expect(heard).toHaveLength(2);
  });

  test('the step survives a killed page', async () => {
    await say('acknowledge');
    outbox = openOutbox();
    await outbox.refresh();
    expect(left()).toEqual([['acknowledge', null]]);
    await outbox.sendAll();
    expect(heard).toHaveLength(1);
  });

  test.each([
    ['a session that has run out', createFailure('unauthorised', '')],
    ['too many calls', createFailure('too-many', '')],
    ['a first try that is still under way', createFailure('conflict', '', [], 'key-in-use')],
  ])('%s makes it wait', async (_, failure) => {
    answers = [failure];
    await say('acknowledge');
    await outbox.sendAll();
    expect(left()).toEqual([['acknowledge', null]]);
  });

  test('steps of another user are neither sent nor shown', async () => {
    await say('acknowledge');
    const other = openOutbox('wang');
    await other.refresh();
    await other.sendAll();
    expect([other.list(), heard]).toEqual([[], []]);
    expect(left()).toEqual([['acknowledge', null]]);
  });
});

describe('when dispatch refuses', () => {
  test.each([
    [
      'the case has moved on',
      createFailure('conflict', '', [], 'not-from-this-state'),
      'not-from-this-state',
    ],
    [
      'a word that this release does not know',
      createFailure('conflict', '', [], 'new'),
      'conflict',
    ],
    ['no word at all', createFailure('refused', ''), 'refused'],
    ['the case is gone', createFailure('not-found', '', [], 'not-found'), 'not-found'],
    ['the role was taken away', createFailure('forbidden', '', [], 'role-missing'), 'forbidden'],
  ])('it stays to be read: %s', async (_, failure, refusal) => {
    answers = [failure];
    await say('acknowledge');
    await say('arrive');
    await outbox.sendAll();
    expect(left()).toEqual([['acknowledge', refusal]]);
    await outbox.sendAll();
    expect(heard).toHaveLength(2);
    await outbox.dismiss(outbox.list()[0]?.key ?? '');
    expect(left()).toEqual([]);
  });

  test('a photo that dispatch has deleted meanwhile is sent again, under a new key, once', async () => {
    const gone = createFailure('refused', '', [], 'photo-unknown');
    answers = [gone];
    await say('handle', [photo]);
    await outbox.sendAll();
    expect(photosHeard).toBe(2);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(2);
    expect(left()).toEqual([]);
    answers = [gone, gone];
    await say('handle', [photo]);
    await outbox.sendAll();
    expect(left()).toEqual([['handle', 'photo-unknown']]);
  });

  test('a photo that is no picture is refused, and so is its step', async () => {
    photoAnswers = [createFailure('refused', '', [], 'not-a-picture')];
    await say('handle', [photo]);
    await outbox.sendAll();
    expect(left()).toEqual([['handle', 'refused']]);
  });

  test('an unreadable answer to a success still counts as sent', async () => {
    answers = [createFailure('unexpected-answer', '')];
    await say('acknowledge');
    await outbox.sendAll();
    expect(left()).toEqual([]);
  });
});

test('waiting steps are sent in order and once, after the log-in that the first attempt required', async () => {
  answers = [createFailure('unauthorised', '')];
  await say('acknowledge');
  await say('arrive');
  await outbox.sendAll();
  expect(heard).toHaveLength(1);
  const afterLogIn = openOutbox();
  await afterLogIn.refresh();
  await afterLogIn.sendAll();
  expect(heard.map(({ action }) => action.action)).toEqual([
    'acknowledge',
    'acknowledge',
    'arrive',
  ]);
  expect(new Set(heard.map(({ key }) => key)).size).toBe(2);
  expect(await store.steps()).toEqual([]);
});

test('a phone without space reports it at once', async () => {
  store = { ...createMemoryStore(), keepStep: () => Promise.resolve('full') };
  outbox = openOutbox();
  expect(await say('acknowledge')).toBe('full');
});
