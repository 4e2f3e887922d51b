// Slow looks at an object before its alert: the detector gets the object alone, enlarged, in crops of several sizes, and also the
// ground beneath it. Takes frames and the objects that are asked about; returns opinions on those whose alert is due. Objects
// that are asked about earlier get one look per frame, so that several frames count.
import type { Box, Observation, Opinion, StaticRegion } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Frame, Picture } from '../frame.ts';
import { coverOf } from '../people-tally.ts';
import { iou } from '../tracking/overlap.ts';
import { clip } from '../crops/choose-crops.ts';
import type { GroundPicture } from './ground-picture.ts';
import {
  leastConfidence,
  namesAt,
  weighOpinion,
  type GroundLooks,
  type SlowLook,
} from './weigh-opinion.ts';

/** An object that is about to be alerted. */
export interface OpinionWish {
  readonly region: Box;
  /** Whether its alert is due now. */
  readonly isDue: boolean;
}

export interface OpinionMoment {
  readonly frame: Frame;
  readonly regions: readonly Pick<StaticRegion, 'box' | 'spans'>[];
  readonly grid: Observation['grid'];
  readonly isInSight: (row: number, column: number) => boolean;
  readonly ground: Pick<GroundPicture, 'of'>;
}

export interface OpinionsGiven {
  /** On the objects whose alert is due. */
  readonly opinions: Pick<Opinion, 'region' | 'says'>[];
  readonly runs: number;
  readonly tookMs: number;
}

export interface SecondLooks {
  look(wishes: readonly OpinionWish[], moment: OpinionMoment): Promise<OpinionsGiven>;
}

export interface OpinionLimits {
  /** A monotonic clock in ms; when absent, the duration of looks is not limited. */
  readonly now?: () => number;
  /** The time limit per frame; looks beyond it are late. None when absent, so that a file always gives the same result. */
  readonly mostMs?: number;
}

export interface SecondLooksOptions extends OpinionLimits {
  readonly detector: Detector;
}

/** The crops are squares with these multiples of the object's longer side, and at least `leastPixels`. */
const surrounds = [1.3, 2, 3.5] as const;
const leastPixels = 24;
/** Older looks do not count. */
const keptMs = 12_000;
const sameThing = 0.4;
/** The limit per frame. Looks beyond it count as late, so no alert waits longer. */
const mostDue = 4;
const mostSoon = 4;

interface LookRecord {
  place: Box;
  at: number;
  turn: number;
  looks: SlowLook[];
}

export function createSecondLooks(options: SecondLooksOptions): SecondLooks {
  const { detector, now = () => 0, mostMs = Infinity } = options;
  let records: LookRecord[] = [];
  const recordOf = (place: Box, at: number): LookRecord => {
    const known = records.find((one) => iou(one.place, place) >= sameThing);
    const record = known ?? { place, at, turn: 0, looks: [] };
    if (!known) records.push(record);
    const looks = record.looks.filter((look) => at - look.at <= keptMs);
    return Object.assign(record, { place, at, looks });
  };
  return {
    look: async (wishes, moment) => {
      const begin = now();
      const at = moment.frame.capturedAt;
      records = records.filter((record) => at - record.at <= keptMs);
      const counted = { runs: 0 };
      const looking: Looking = { detector, moment, counted };
      const opinions: OpinionsGiven['opinions'] = [];
      for (const { region } of wishes.filter(({ isDue }) => isDue)) {
        const isLate = opinions.length >= mostDue || now() - begin > mostMs;
        const says: Opinion['says'] = isLate
          ? ['late']
          : await opinionOf(recordOf(region, at), looking);
        opinions.push({ region, says });
      }
      const soon = wishes.filter(({ isDue }) => !isDue).slice(0, mostSoon);
      for (const { region } of soon)
        if (now() - begin <= mostMs) await lookOnce(recordOf(region, at), looking);
      return { opinions, runs: counted.runs, tookMs: now() - begin };
    },
  };
}

interface Looking {
  readonly detector: Detector;
  readonly moment: OpinionMoment;
  readonly counted: { runs: number };
}

/** All crop sizes, of the present picture and of the ground. */
async function opinionOf(record: LookRecord, looking: Looking): Promise<Opinion['says']> {
  for (const _ of surrounds) await lookOnce(record, looking);
  const picture = looking.moment.ground.of(record.place);
  const ground: GroundLooks = picture
    ? await inTurn(surrounds, (surround) => detect(picture, { record, surround }, looking))
    : [];
  return weighOpinion(record.place, record.looks, ground);
}

/** Looks at one crop, with another size each time. Skips an object that a person hides. */
async function lookOnce(record: LookRecord, looking: Looking): Promise<void> {
  const { frame } = looking.moment;
  const surround = surrounds[record.turn++ % surrounds.length] ?? surrounds[0];
  const detections = await detect(frame, { record, surround }, looking);
  const people = coverBy(['person'], detections, { record, looking });
  const vehicles = coverBy(['vehicle', 'two-wheeler'], detections, { record, looking });
  if (people === null || vehicles === null) return;
  const names = namesAt(record.place, detections);
  record.looks.push({ at: frame.capturedAt, people, vehicles, names });
}

async function detect(
  picture: Picture,
  { record, surround }: { record: LookRecord; surround: number },
  { detector, counted }: Looking,
): Promise<Detection[]> {
  counted.runs++;
  return detector.detect(picture, squareAround(record.place, surround, picture));
}

function coverBy(
  things: readonly Detection['thing'][],
  detections: readonly Detection[],
  { record, looking: { moment } }: { record: LookRecord; looking: Looking },
): number | null {
  const sure = detections
    .filter(({ thing, confidence }) => things.includes(thing) && confidence >= leastConfidence)
    .map(({ box }) => ({ box, confidence: 1 }));
  const { grid, regions, isInSight } = moment;
  const region = regions.find(({ box }) => iou(box, record.place) >= 0.7);
  return region
    ? coverOf({ grid, spans: region.spans, isInSight }, sure)
    : coverOf({ grid, spans: spansOf(record.place, grid), isInSight: () => true }, sure);
}

function spansOf({ x, y, width, height }: Box, grid: Observation['grid']): StaticRegion['spans'] {
  const spans: StaticRegion['spans'] = [];
  const first = Math.floor(x * grid.columns);
  const last = Math.max(first, Math.ceil((x + width) * grid.columns) - 1);
  const bottom = Math.max(Math.ceil((y + height) * grid.rows), Math.floor(y * grid.rows) + 1);
  for (let row = Math.floor(y * grid.rows); row < bottom; row++) spans.push([row, first, last]);
  return spans;
}

export function squareAround(
  place: Box,
  surround: number,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): Box {
  const side = surround * Math.max(place.width * width, place.height * height, leastPixels);
  return clip({
    x: place.x + place.width / 2 - side / width / 2,
    y: place.y + place.height / 2 - side / height / 2,
    width: side / width,
    height: side / height,
  });
}

async function inTurn<In, Out>(
  all: readonly In[],
  work: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const done: Out[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}
