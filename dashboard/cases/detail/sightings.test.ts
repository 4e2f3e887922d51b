// What each camera of a case saw, in one form for cases with one incident and with several.
import { describe, expect, test } from 'vitest';
import { createDetail } from '../../testing/sample-cases.ts';
import { joined } from '../../testing/sample-district.ts';
import { chosenSighting, sightingsOf } from './sightings.ts';
import { timelineOf } from './timeline-entries.ts';

describe('the sightings of a case', () => {
  test('of an earlier release are the case itself', () => {
    const detail = createDetail();
    const [first, ...others] = sightingsOf(detail);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      incidentId: detail.incidentId,
      cameraName: detail.cameraName,
      polygon: detail.polygon,
      fenceVersion: null,
      pictureAddress: `/api/cases/${detail.id}/picture.jpg`,
      clipAddress: `/api/cases/${detail.id}/clip.mp4`,
    });
  });

  test('have no address for missing media', () => {
    const [first] = sightingsOf(createDetail({ hasClip: false, hasPicture: false }));
    expect([first.pictureAddress, first.clipAddress]).toEqual([null, null]);
  });

  test('that joined have their own, escaped addresses', () => {
    const detail = joined(createDetail({ id: 'a/b' }));
    const [first, second] = sightingsOf(detail);
    expect(first.pictureAddress).toBe('/api/cases/a%2Fb/picture.jpg');
    expect(second?.cameraName).toBe('农贸市场 2 号口');
    expect(second?.clipAddress).toBe(
      `/api/cases/a%2Fb/incidents/${second?.incidentId ?? ''}/clip.mp4`,
    );
  });

  test.each([
    ['nothing', null, 0],
    ['what is there no more', 'gone', 0],
    ['the second', 'inc-1-b', 1],
  ])('show, when %s was chosen, the right one', (_, chosen, expected) => {
    const sightings = sightingsOf(joined(createDetail({ incidentId: 'inc-1' })));
    expect(chosenSighting(sightings, chosen)).toBe(sightings[expected]);
  });
});

test('the timeline of a case that several cameras see says which one, and what it did to the case', () => {
  const detail = joined(createDetail());
  expect(timelineOf(detail).map(({ what, who }) => [what.kind, what.name, who])).toEqual([
    ['event', 'opened', detail.cameraName],
    ['effect', 'joined', '农贸市场 2 号口'],
    ['effect', 'cleared-in-part', '农贸市场 2 号口'],
  ]);
});
