// The shown openings of a case: the newest first, each with its own evidence, none missing, none invented.
import { describe, expect, test } from 'vitest';
import { createDetail } from '../../testing/sample-cases.ts';
import { joined } from '../../testing/sample-district.ts';
import { cameBack } from '../../testing/sample-openings.ts';
import { isUnsettled } from './case-detail-state.ts';
import { chosenOpenings, newestOf, newSince, openingsByCamera } from './shown-openings.ts';

const plain = createDetail();
const shownOf = (detail = plain, choice: Parameters<typeof chosenOpenings>[2] = null) =>
  chosenOpenings(detail, openingsByCamera(detail), choice);

describe('the openings of a case', () => {
  test.each([
    ['of an earlier release', plain],
    ['whose first report has not come', { ...plain, openings: [] }],
  ])('%s are what the camera saw', (_, detail) => {
    const { openings, shown } = shownOf(detail);
    expect(openings).toHaveLength(1);
    expect(shown).toMatchObject({
      time: 1,
      present: true,
      isEndUnknown: false,
      reason: plain.reason,
      pictureAddress: `/api/cases/${plain.id}/picture.jpg`,
    });
  });

  test('are sorted newest first, each with its own picture, clip, reason and times', () => {
    const detail = cameBack(plain, 2);
    const { openings, shown } = shownOf(detail);
    expect(openings.map(({ time, opening }) => [time, opening])).toEqual([
      [3, 5],
      [2, 3],
      [1, 1],
    ]);
    expect(shown).toBe(openings[0]);
    expect(openings.map(({ present }) => present)).toEqual([true, false, false]);
    for (const field of ['pictureAddress', 'clipAddress', 'reason', 'openedAt'] as const)
      expect(new Set(openings.map((one) => one[field])).size).toBe(3);
    expect(shown.pictureAddress).toBe(
      `/api/cases/${plain.id}/incidents/${plain.incidentId}/openings/5/picture.jpg`,
    );
  });

  test('stay unchanged when one more is added', () => {
    const before = shownOf(cameBack(plain, 1)).openings;
    const after = shownOf(cameBack(plain, 2)).openings;
    const evidence = (one: (typeof before)[0] | undefined) => [
      one?.reason,
      one?.region,
      one?.openedAt,
      one?.pictureAddress,
      one?.clipAddress,
      one?.trace,
    ];
    expect(evidence(after[1])).toEqual(evidence(before[0]));
    expect(evidence(after[2])).toEqual(evidence(before[1]));
  });

  test('show the selected one, and the newest when the selected one does not exist', () => {
    const detail = cameBack(plain, 2);
    const { incidentId } = plain;
    expect(shownOf(detail, { incidentId, opening: 1 }).shown.time).toBe(1);
    expect(shownOf(detail, { incidentId, opening: 99 }).shown.time).toBe(3);
    expect(shownOf(detail, { incidentId: 'gone', opening: 1 }).openings).toHaveLength(3);
  });

  test('have no address for missing media, and wait for them', () => {
    const detail = cameBack(plain, 1);
    const openings = detail.openings!.map((one) => ({ ...one, hasClip: one.opening === 1 }));
    const waiting = { ...detail, openings, deliveries: plain.deliveries.slice(0, 1) };
    expect(shownOf(waiting).shown.clipAddress).toBeNull();
    expect(shownOf(waiting).openings[1]?.clipAddress).not.toBeNull();
    expect(isUnsettled(waiting, detail.lastEventAt)).toBe(true);
  });

  test('show an unknown end when its report was lost', () => {
    const detail = cameBack(plain, 1);
    const openings = detail.openings!.map((one) => ({ ...one, clearedAt: null }));
    const [newest, first] = shownOf({ ...detail, openings }).openings;
    expect(newest).toMatchObject({ present: true, isEndUnknown: false });
    expect(first).toMatchObject({ present: false, isEndUnknown: true });
  });

  test('keep the first one when only its report is missing', () => {
    const detail = cameBack(plain, 1);
    const openings = detail.openings!.slice(1);
    expect(shownOf({ ...detail, openings }).openings).toMatchObject([
      { time: 2, opening: 3 },
      { time: 1, reason: plain.reason, isEndUnknown: true },
    ]);
  });

  test('draw no fence of another version over the picture', () => {
    const detail = joined(plain);
    const [first] = detail.incidents!;
    const back = cameBack({ ...plain, incidents: [first!] }, 1);
    const [one, two] = back.openings!;
    const openings = [one!, { ...two!, fenceVersion: 4 }];
    const shown = shownOf({ ...back, openings }).openings;
    expect(shown.map(({ polygon }) => polygon.length)).toEqual([0, plain.polygon.length]);
  });
});

test('of several cameras show the one that saw the object come back, unless another is selected', () => {
  const detail = joined(plain);
  const [first, second] = detail.incidents!;
  const back = cameBack({ ...plain, incidentId: second!.incidentId }, 1);
  const both = { ...detail, openings: back.openings, events: back.events };
  expect(shownOf(both).shown).toMatchObject({ incidentId: second!.incidentId, time: 2 });
  const choice = { incidentId: first!.incidentId, opening: null };
  expect(shownOf(both, choice).shown.incidentId).toBe(first!.incidentId);
});

describe('a new opening', () => {
  const before = cameBack(plain, 1);
  const after = cameBack(plain, 2);
  const knownUntil = newestOf(openingsByCamera(before)).openedAt;
  const watched = { incidentId: plain.incidentId, opening: 3, knownUntil };

  test('is not shown while another one is watched, and is offered', () => {
    expect(shownOf(after, watched).shown.opening).toBe(3);
    expect(newSince(watched, openingsByCamera(after))).toMatchObject({ opening: 5, time: 3 });
  });

  test('is offered of any camera', () => {
    const two = joined(plain);
    const [[first]] = openingsByCamera(two);
    const choice = { ...first, knownUntil: first.openedAt };
    expect(newSince(choice, openingsByCamera(two))).toMatchObject({ cameraId: 'market-2' });
  });

  test('is shown by itself while nothing is watched', () => {
    expect(shownOf(after).shown.opening).toBe(5);
    expect(newSince(null, openingsByCamera(after))).toBeNull();
    expect(newSince(watched, openingsByCamera(before))).toBeNull();
  });
});
