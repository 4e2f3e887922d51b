// When an alert may show "still there", and when no alert means "all quiet".
import { describe, expect, test } from 'vitest';
import type { CameraView } from '../../contracts/index.ts';
import { createCamera, createStatus, createSummary, sampleNow } from '../testing/sample-cases.ts';
import { createProblem } from '../testing/sample-problems.ts';
import { doubtsOf, isBlind, type DoubtsInput } from './doubts.ts';
import { seenOf } from './seen.ts';

const summary = createSummary({ cameraId: 'a', lastEventAt: sampleNow - 900_000 });
const camera = (id: string, part: Parameters<typeof createStatus>[0] | null = {}): CameraView =>
  createCamera({ id, status: part && createStatus({ cameraId: id, ...part }) });
const away = { state: 'offline', lastFrameAt: sampleNow - 60_000 } as const;
const seen = (cameras: CameraView[] | null, lostSince: number | null = null, one = summary) =>
  seenOf(one, { cameras, lostSince });

describe('an object', () => {
  test('is seen while its camera is live', () => {
    expect(seen([camera('a')])).toEqual({ isSeen: true });
    expect(seen([camera('a', { view: null })])).toEqual({ isSeen: true });
  });

  test.each([
    ['whose camera is away was seen until its last picture', away, sampleNow - 60_000],
    [
      'whose camera never sent a picture was seen until then',
      { state: 'stalled', lastFrameAt: null, since: 5 },
      5,
    ],
    ['whose camera looks elsewhere: nobody knows', { view: 'moved' }, null],
    ['whose camera nobody speaks of: nobody knows', null, null],
  ] as const)('%s', (_, status, since) => {
    expect(seen([camera('a', status)])).toEqual({ isSeen: false, since });
  });

  test('whose camera has left the site was seen until its last report', () => {
    expect(seen([camera('b')])).toEqual({ isSeen: false, since: summary.lastEventAt });
  });

  test('of two cameras is seen while one of them sees it, else until the later time', () => {
    const joined = { ...summary, alsoSeenBy: [{ cameraId: 'b', cameraName: 'B' }] };
    expect(seen([camera('a', away), camera('b')], null, joined)).toEqual({ isSeen: true });
    const later = { ...away, lastFrameAt: sampleNow - 10_000 };
    expect(seen([camera('a', away), camera('b', later)], null, joined)).toEqual({
      isSeen: false,
      since: sampleNow - 10_000,
    });
  });

  test('is not shown as present while the page is disconnected', () => {
    expect(seen([camera('a')], sampleNow - 25_000)).toEqual({
      isSeen: false,
      since: sampleNow - 25_000,
    });
    expect(seen([camera('a', away)], sampleNow - 25_000)).toEqual({
      isSeen: false,
      since: sampleNow - 60_000,
    });
  });

  test('counts as seen until the cameras are loaded', () => {
    expect(seen(null)).toEqual({ isSeen: true });
  });
});

const doubts = (part: Partial<DoubtsInput>) =>
  doubtsOf({
    cameras: [camera('a'), camera('b')],
    problems: [],
    isKnown: true,
    connection: { state: 'live', lastHeardAt: sampleNow },
    ...part,
  });

describe('all is quiet', () => {
  test('when every camera sees and there is no problem', () => {
    expect(doubts({})).toEqual([]);
  });

  test('also with notices, and with a camera that is starting', () => {
    const problems = [createProblem({ code: 'clock-stepped' })];
    const cameras = [camera('a'), camera('b', { state: 'starting' })];
    expect(doubts({ problems, cameras })).toEqual([]);
  });

  test('not when 60 of 60 cameras are silent', () => {
    const cameras = Array.from({ length: 60 }, (_, index) => camera(`c-${index}`, null));
    const problems = cameras.map(({ id }) =>
      createProblem({ code: 'camera-not-heard-of', subject: id, since: 1402 }),
    );
    const found = doubts({ cameras, problems });
    expect(found).toEqual([{ kind: 'not-heard-of', total: 60, of: 60, since: 1402 }]);
    expect(isBlind(found)).toBe(true);
  });

  test('not when some are silent and others blind: each is counted once', () => {
    const cameras = [camera('a', away), camera('b', { view: 'black' }), camera('c'), camera('d')];
    const problems = [
      createProblem({ code: 'camera-not-heard-of', subject: 'a', since: 7 }),
      createProblem({ code: 'camera-view-wrong', subject: 'b', since: 9 }),
      createProblem({ code: 'camera-view-wrong', subject: 'elsewhere', since: 1 }),
    ];
    const found = doubts({ cameras, problems });
    expect(found).toEqual([
      { kind: 'not-heard-of', total: 1, of: 4, since: 7 },
      { kind: 'not-seen', total: 1, of: 4, since: 9 },
    ]);
    expect(isBlind(found)).toBe(false);
  });

  test.each(['store-unreachable', 'redis-unreachable', 'edge-silent'] as const)(
    'not with %s, although every camera was live a moment ago',
    (code) => {
      const found = doubts({ problems: [createProblem({ code, subject: 'x', since: 3 })] });
      expect(found).toEqual([{ kind: 'problem', code, subject: 'x', since: 3 }]);
      expect(isBlind(found)).toBe(false);
    },
  );

  test('not when the status could not be loaded, or the connection is lost', () => {
    expect(doubts({ isKnown: false })).toEqual([{ kind: 'not-known' }]);
    const connection = { state: 'lost', lastHeardAt: 5 } as const;
    expect(doubts({ connection })).toEqual([{ kind: 'connection', since: 5 }]);
    expect(doubts({ connection, isKnown: false })).toHaveLength(2);
  });
});
