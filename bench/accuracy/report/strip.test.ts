import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../detectors/frame.ts';
import type { FrameOutcome } from '../bench-engine.ts';
import { aFrame, anObservation, aTrack, farAway, middle } from '../testing/makers.ts';
import type { Case } from './cases.ts';
import { createStripRecorder, encodeSmall } from './strip.ts';

const about: Case = {
  what: 'missed',
  fenceId: 'door',
  title: '',
  reason: null,
  openedMs: null,
  truthRegion: middle,
  saidRegion: null,
  momentsMs: [4000, 8000, 12_000],
};
const tiny = () => Promise.resolve({ image: 'data:', width: 1, height: 1 });
const nothing = (frame: Frame): FrameOutcome => ({
  observation: anObservation(frame.mediaTimeMs ?? 0),
  events: [],
  drops: [],
});

/** The strip of frames at these seconds. */
async function record(
  seconds: readonly number[],
  { outcomeOf = nothing, what = about } = {},
): ReturnType<typeof finished> {
  const recorder = createStripRecorder(what, tiny);
  for (const second of seconds) {
    const frame = aFrame(second * 1000);
    await recorder.add(frame, outcomeOf(frame));
  }
  return finished(recorder);
}
const finished = (recorder: ReturnType<typeof createStripRecorder>) =>
  Promise.resolve(recorder.finish());

describe('the pictures of a strip', () => {
  it.each([
    ['of no frames are none', [], []],
    ['are the first at or after each moment', [2, 4, 6, 9, 11, 13, 15], [4, 9, 13]],
    ['are taken once where several moments fall on one', [0, 20, 22], [20]],
    ['are those that there are when the clip ends early', [3, 5], [5]],
  ])('%s', async (_, seconds, taken) => {
    const { pictures } = await record(seconds);
    expect(pictures.map(({ atMs }) => atMs / 1000)).toEqual(taken);
  });

  it('keep what was seen', async () => {
    const track = aTrack();
    const outcomeOf = () => ({
      ...nothing(aFrame(0)),
      observation: anObservation(0, { tracks: [track] }),
    });
    const { pictures } = await record([4], { outcomeOf });
    expect(pictures[0]?.seen.tracks).toEqual([track]);
  });
});

describe('the counts of a strip', () => {
  const region = {
    id: 'r1',
    box: middle,
    area: 0.04,
    spans: [],
    since: 0,
    contrast: 0.5,
    seenAs: [],
  };
  const outcomeOf = (frame: Frame): FrameOutcome => ({
    observation: anObservation(frame.mediaTimeMs ?? 0, {
      tracks: [aTrack(), aTrack({ id: 't2' }), aTrack({ id: 't3', label: 'car', box: farAway })],
      regions: (frame.mediaTimeMs ?? 0) >= 8000 ? [region] : [],
    }),
    events: [],
    drops: [
      { fenceId: 'door', drop: { reason: 'is-person', region: middle } },
      { fenceId: 'door', drop: { reason: 'too-small', region: farAway } },
      { fenceId: 'lawn', drop: { reason: 'is-animal', region: middle } },
    ],
  });

  it('are by frame, only at the place, and only between the first and the last moment', async () => {
    const { frames, seenThere } = await record([2, 4, 6, 8, 10, 12, 14], { outcomeOf });
    expect(frames).toBe(5);
    expect([...seenThere]).toEqual([
      ['person', 5],
      ['static region', 3],
    ]);
  });

  it('of what was not counted are those of the fence', async () => {
    const { notCounted } = await record([4, 6], { outcomeOf });
    expect([...notCounted]).toEqual([['is-person', 2]]);
  });

  it('without a place are of the whole picture', async () => {
    const what = { ...about, truthRegion: null };
    const { seenThere } = await record([4], { outcomeOf, what });
    expect([...seenThere.keys()]).toEqual(['person', 'car']);
  });
});

describe('encodeSmall', () => {
  it('makes a JPEG that is at most 320 wide, in the shape of the frame', async () => {
    const { image, width, height } = await encodeSmall(aFrame(0, { width: 640, height: 360 }));
    expect([width, height]).toEqual([320, 180]);
    const [head = '', data = ''] = image.split(',');
    expect(head).toBe('data:image/jpeg;base64');
    const read = await sharp(Buffer.from(data, 'base64')).metadata();
    expect([read.format, read.width, read.height]).toEqual(['jpeg', 320, 180]);
  });

  it('does not blow up a small frame', async () => {
    const { width, height } = await encodeSmall(aFrame(0, { width: 64, height: 36 }));
    expect([width, height]).toEqual([64, 36]);
  });
});
