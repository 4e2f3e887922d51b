// Candidate changes of a fence that may remove void alerts, each of one setting. Takes the fence and its labelled history;
// returns the changes to try, for each setting the most effective first. The back-test decides.
import { hasSetting, type Fence, type FenceFile } from '../../contracts/index.ts';
import { cutsAbove, cutsBelow } from './cuts.ts';
import { holeAround, voidPlaces } from './exclusions.ts';
import type { LabelledCase } from './labelled-case.ts';
import { quietHours } from './quiet-hours.ts';

/** In order of preference among equally effective changes. */
export const advisedSettings = [
  ...(['minCover', 'minArea', 'minCount', 'size', 'dwell'] as const),
  ...(['holes', 'schedule', 'anchor'] as const),
] as const;
export type AdvisedSetting = (typeof advisedSettings)[number];

/** The change of a fence file, setting by setting. */
export type Change = Partial<Pick<FenceFile, AdvisedSetting>>;

export interface Evidence {
  readonly file: FenceFile;
  readonly fence: Fence;
  readonly cases: readonly LabelledCase[];
  readonly timezone: string;
  /** The end of the log. */
  readonly end: number;
}

export function changesFor(evidence: Evidence): Change[] {
  return [
    ...measuredChanges(evidence),
    ...sizeChanges(evidence),
    ...dwellChanges(evidence),
    ...holeChanges(evidence),
    ...(evidence.file.schedule === undefined
      ? quietHours(evidence.cases, evidence.timezone, evidence.end).map((schedule) => ({
          schedule,
        }))
      : []),
    ...anchorChanges(evidence),
  ];
}

type ValueOf = (one: LabelledCase) => number | undefined;

function split(cases: readonly LabelledCase[], valueOf: ValueOf) {
  const of = (verdict: 'void' | 'confirmed') =>
    cases.filter((one) => one.verdict.verdict === verdict).flatMap((one) => valueOf(one) ?? []);
  return { voids: of('void'), confirmed: of('confirmed') };
}

const measures = { minCover: 'cover', minArea: 'fenceShare', minCount: 'count' } as const;

function measuredChanges({ fence, cases }: Evidence): Change[] {
  return (['minCover', 'minArea', 'minCount'] as const).flatMap((setting) => {
    if (!hasSetting(fence.definition, setting)) return [];
    const { voids, confirmed } = split(cases, (one) => one.measures[measures[setting]]);
    const cuts = cutsAbove(voids, confirmed).filter((value) => value > fence[setting]);
    return cuts.map((value) => ({
      [setting]: setting === 'minCount' ? Math.ceil(value) : share(value),
    }));
  });
}

const sides = [
  ['minWidth', 'maxWidth', ({ width }: Box) => width],
  ['minHeight', 'maxHeight', ({ height }: Box) => height],
  ['minArea', 'maxArea', ({ width, height }: Box) => width * height],
] as const;
type Box = LabelledCase['incident']['region'];

function sizeChanges({ file, cases }: Evidence): Change[] {
  return sides.flatMap(([least, most, of]) => {
    const { voids, confirmed } = split(cases, ({ incident }) => of(incident.region));
    const within = (value: number) => value > 0 && value <= 1;
    return [
      ...cutsAbove(voids, confirmed)
        .filter(within)
        .map((value) => ({ size: { ...file.size, [least]: share(value) } })),
      // Without a confirmed object there is no lower limit for a maximum size.
      ...(confirmed.length === 0 ? [] : cutsBelow(voids, confirmed))
        .filter(within)
        .map((value) => ({ size: { ...file.size, [most]: share(value) } })),
    ];
  });
}

/** A minimum dwell for all classes; longer dwells stay. */
function dwellChanges({ fence, cases }: Evidence): Change[] {
  const { voids, confirmed } = split(cases, ({ stayMs }) => stayMs);
  return cutsAbove(voids, confirmed).flatMap((cut) => {
    const seconds = Math.round(cut / 1000);
    const raised = Object.entries(fence.dwellMs).map(
      ([name, ms]) => [name, `${Math.max(Math.ceil(ms / 1000), seconds)}s`] as const,
    );
    const values = new Set(raised.map(([, value]) => value));
    const isMore = Object.values(fence.dwellMs).some((ms) => seconds * 1000 > ms);
    if (!isMore) return [];
    const [only] = values;
    return [{ dwell: values.size === 1 && only !== undefined ? only : Object.fromEntries(raised) }];
  });
}

/** The hole of each place that was void repeatedly, and all holes together. */
function holeChanges({ file, cases }: Evidence): Change[] {
  const holes = voidPlaces(cases).flatMap((place) => {
    const hole = holeAround(place, file);
    return hole ? [hole] : [];
  });
  const before = file.holes ?? [];
  const single = holes.slice(0, 8).map((hole) => ({ holes: [...before, hole] }));
  return holes.length > 1 ? [...single, { holes: [...before, ...holes] }] : single;
}

function anchorChanges({ fence, file }: Evidence): Change[] {
  const anchors: NonNullable<FenceFile['anchor']>[] = [
    ...(['bottom-centre', { inside: 0.5 }, { inside: 0.7 }, { inside: 0.9 }] as const),
  ];
  const now = JSON.stringify(file.anchor ?? fence.definition.where.anchor);
  return anchors.filter((one) => JSON.stringify(one) !== now).map((anchor) => ({ anchor }));
}

/** Rounds a limit to four digits. */
function share(value: number): number {
  return Number(value.toPrecision(4));
}
