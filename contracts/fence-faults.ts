// Contradictions within a fence: holes outside the polygon, overlapping hours, size limits that exclude everything. Takes a parsed
// fence; returns each fault with its path inside the fence.
import type { Hours, ScheduleException } from './calendar.ts';
import type { Polygon } from './geometry.ts';
import { holeFaults } from './holes.ts';
import { findExceptionOverlaps, findOverlaps } from './overlap.ts';

export interface FenceFault {
  readonly path: (string | number)[];
  readonly message: string;
}

type SizeLimit = `${'min' | 'max'}${'Width' | 'Height' | 'Area'}`;
type SizeLimits = { readonly [Limit in SizeLimit]?: number | undefined };

interface CheckedParts {
  readonly polygon: Polygon;
  readonly holes?: Polygon[] | undefined;
  readonly size?: SizeLimits | undefined;
  readonly schedule?: Hours[] | undefined;
  readonly exceptions?: ScheduleException[] | undefined;
  readonly permits?: readonly { readonly hours?: Hours[] | undefined }[] | undefined;
}

export function fenceFaults(fence: CheckedParts): FenceFault[] {
  const { exceptions = [], permits = [] } = fence;
  return [
    ...holeFaults(fence.polygon, fence.holes ?? []).map(({ index, message }) => ({
      path: ['holes', index],
      message,
    })),
    ...sizeFaults(fence.size ?? {}),
    ...overlapFaults(['schedule'], fence.schedule ?? []),
    ...permits.flatMap(({ hours = [] }, index) =>
      overlapFaults(['permits', index, 'hours'], hours),
    ),
    ...exceptions.flatMap(exceptionFaults),
    ...repeatedDates(exceptions),
  ];
}

function sizeFaults(size: SizeLimits): FenceFault[] {
  const pairs = [
    ['minWidth', 'maxWidth'],
    ['minHeight', 'maxHeight'],
    ['minArea', 'maxArea'],
  ] as const;
  return pairs.flatMap(([least, most]) => {
    const from = size[least] ?? 0;
    const to = size[most] ?? 1;
    const message = `expected at least ${least}, which is ${from}, got ${to}`;
    return to < from ? [{ path: ['size', most], message }] : [];
  });
}

function overlapFaults(path: (string | number)[], hours: readonly Hours[]): FenceFault[] {
  return findOverlaps(hours).map(({ index, other, when }) => ({
    path: [...path, index],
    message: `expected hours apart from number ${other} of the list, got hours that share ${when} with it`,
  }));
}

function exceptionFaults(exception: ScheduleException, at: number): FenceFault[] {
  return findExceptionOverlaps(exception).map(({ index, other, when }) => ({
    path: ['exceptions', at, 'hours', index],
    message: `expected hours apart from number ${other} of the list, got hours that share ${when} with it`,
  }));
}

function repeatedDates(exceptions: readonly ScheduleException[]): FenceFault[] {
  const first = new Map<string, string>();
  return exceptions.flatMap(({ dates }, index) =>
    dates.flatMap((date, place) => {
      const earlier = first.get(date);
      if (earlier === undefined) {
        first.set(date, `exceptions[${index}].dates[${place}]`);
        return [];
      }
      const message = `expected a date that is named once, got "${date}", which is ${earlier} as well`;
      return [{ path: ['exceptions', index, 'dates', place], message }];
    }),
  );
}
