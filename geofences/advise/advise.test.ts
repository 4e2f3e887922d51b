// Generated logs with a known best change. It must be found and lose no confirmed alert; nothing is proposed when no change separates
// void from confirmed alerts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, FenceFile, Observation } from '../../contracts/index.ts';
import { anObservation, aRegion, box, monday } from '../testing/observations.ts';
import { advise, type Advice } from './advise.ts';
import type { Verdict } from './labelled-case.ts';

const hour = 3_600_000;
const step = 20_000;
const file: FenceFile = {
  id: 'corner',
  camera: 'gate',
  kind: 'debris-pile',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  dwell: '60s',
};

interface Thing {
  readonly at: number;
  readonly stayMs: number;
  readonly place: Box;
  readonly verdict: Verdict['verdict'] | null;
  readonly cause?: string;
}

/** Frames exist only around the objects: between them nothing would change. */
function observationsOf(things: readonly Thing[]): Observation[] {
  const times = new Set<number>();
  for (const { at, stayMs } of things)
    for (let time = at - step; time <= at + stayMs + 3 * step; time += step) times.add(time);
  return [...times]
    .sort((a, b) => a - b)
    .map((capturedAt) =>
      anObservation({
        capturedAt,
        regions: things.flatMap(({ at, stayMs, place }, index) =>
          capturedAt >= at && capturedAt < at + stayMs
            ? [aRegion({ id: `r${index}`, box: place, since: at })]
            : [],
        ),
      }),
    );
}

async function adviceOn(
  things: readonly Thing[],
  change: Partial<FenceFile> = {},
): Promise<Advice> {
  const observations = observationsOf(things);
  const verdicts = things.flatMap(({ at, stayMs, place, verdict, cause = '' }, index): Verdict[] =>
    verdict ? [{ id: `c${index}`, at: at + stayMs / 2, region: place, verdict, cause }] : [],
  );
  return advise({
    file: { ...file, ...change },
    verdicts,
    timezone: 'UTC',
    replay: (feed) => {
      feed(observations);
      return Promise.resolve();
    },
  });
}

/** Times spread over days, each day at another hour. */
const daytime = (index: number) =>
  monday + Math.floor(index / 4) * 24 * hour + (index % 4) * 2 * hour;
const anywhere = (seed: number) =>
  box(0.1 + ((seed * 7) % 10) * 0.06, 0.1 + ((seed * 3) % 8) * 0.07, 0.2, 0.3);

const seeds = fc.integer({ min: 0, max: 1000 });
const numbers = fc.record({
  seed: seeds,
  voids: fc.integer({ min: 3, max: 7 }),
  good: fc.integer({ min: 3, max: 7 }),
});
type Numbers = { seed: number; voids: number; good: number };

/** Void and confirmed objects alternately, with their differences. */
function past(
  { seed, voids, good }: Numbers,
  of: (isVoid: boolean, index: number) => Partial<Thing>,
): Thing[] {
  return Array.from({ length: voids + good }, (_, index): Thing => {
    const isVoid = index < voids;
    return {
      at: daytime((index * 5 + seed) % 24),
      stayMs: 300_000,
      place: anywhere(seed + index),
      verdict: isVoid ? 'void' : 'confirmed',
      ...of(isVoid, index),
    };
  });
}

async function finds(
  things: (numbers: Numbers) => Thing[],
  check: (advice: Advice, numbers: Numbers) => void,
) {
  await fc.assert(
    fc.asyncProperty(numbers, async (one) => {
      const advice = await adviceOn(things(one));
      expect(advice.unmatched).toEqual([]);
      expect({ voids: advice.voids, confirmed: advice.confirmed }).toEqual({
        voids: one.voids,
        confirmed: one.good,
      });
      for (const proposal of [advice.proposal, ...advice.others, ...advice.places])
        expect(proposal?.confirmed ?? []).toHaveLength(proposal ? one.good : 0);
      check(advice, one);
    }),
    { numRuns: 6 },
  );
}
const secondsOf = (dwell: unknown) => Number(String(dwell).replace('s', ''));

describe('the best change for a generated log', () => {
  it('is a longer dwell where void objects leave sooner', async () => {
    await finds(
      (one) =>
        past(one, (isVoid, index) => ({
          stayMs: isVoid ? 120_000 + index * 20_000 : 600_000 + index * 20_000,
        })),
      ({ proposal }, { voids }) => {
        expect(proposal?.settings).toEqual(['dwell']);
        expect(proposal?.removed).toHaveLength(voids);
        expect(secondsOf(proposal?.change.dwell)).toBeGreaterThan(120 + (voids - 1) * 20);
        expect(secondsOf(proposal?.change.dwell)).toBeLessThan(600 + voids * 20);
      },
    );
  });

  it('is a larger minimum size where void objects are small', async () => {
    const small = (seed: number) => ({ ...anywhere(seed), width: 0.1, height: 0.15 });
    await finds(
      (one) => past(one, (isVoid, index) => (isVoid ? { place: small(one.seed + index) } : {})),
      ({ proposal }, { voids }) => {
        expect(proposal?.settings).toEqual(['minArea']);
        expect(proposal?.removed).toHaveLength(voids);
        expect(proposal?.change.minArea).toBeGreaterThan(0.015);
        expect(proposal?.change.minArea).toBeLessThan(0.06);
      },
    );
  });

  it('is a maximum size where void objects are large', async () => {
    const large = () => box(0.05, 0.05, 0.9, 0.9);
    await finds(
      (one) => past(one, (isVoid) => (isVoid ? { place: large() } : {})),
      ({ proposal }, { voids }) => {
        expect(proposal?.settings).toEqual(['size']);
        expect(proposal?.removed).toHaveLength(voids);
      },
    );
  });

  it('is a schedule where void objects come at night', async () => {
    await finds(
      (one) =>
        past(one, (isVoid, index) =>
          isVoid ? { at: monday + (14 + (index % 2)) * hour + index * 24 * hour } : {},
        ),
      ({ proposal }, { voids }) => {
        expect(proposal?.settings).toEqual(['schedule']);
        expect(proposal?.removed).toHaveLength(voids);
        expect(proposal?.change.schedule).toEqual([{ from: '04:00', to: '02:00' }]);
      },
    );
  });

  it('is a hole where one place is void repeatedly for one cause', async () => {
    const planter = box(0.725, 0.65, 0.2, 0.3);
    await finds(
      (one) =>
        past(one, (isVoid, index) =>
          isVoid ? { place: planter, cause: 'shadow' } : { place: { ...anywhere(index), y: 0.1 } },
        ),
      ({ proposal, places }, { voids }) => {
        expect(proposal?.settings).toEqual(['holes']);
        expect(proposal?.removed).toHaveLength(voids);
        expect(places).toMatchObject([{ cause: 'shadow', times: voids }]);
      },
    );
  });

  it('is two changes together when there are two types of void objects', async () => {
    const small = (seed: number) => ({ ...anywhere(seed), width: 0.1, height: 0.15 });
    await finds(
      (one) =>
        past(one, (isVoid, index) => {
          if (!isVoid) return { stayMs: 900_000 };
          return index % 2 === 0
            ? { stayMs: 140_000 }
            : { stayMs: 900_000, place: small(one.seed + index) };
        }),
      ({ proposal }, { voids }) => {
        expect([...(proposal?.settings ?? [])].sort()).toEqual(['dwell', 'minArea']);
        expect(proposal?.removed).toHaveLength(voids);
      },
    );
  });
});

describe('advice', () => {
  const alike = past({ seed: 1, voids: 4, good: 4 }, (isVoid, index) => ({
    place: anywhere(index % 4),
    at: daytime(index % 4) + (isVoid ? 0 : 96 * hour),
  }));

  it('is null, with the reason, when nothing separates void from confirmed', async () => {
    const advice = await adviceOn(alike);
    expect(advice).toMatchObject({
      proposal: null,
      reason: 'nothing-helps',
      voids: 4,
      confirmed: 4,
    });
    expect(advice.tried).toBeGreaterThanOrEqual(4);
  });

  it.each<[string, Thing[], string]>([
    ['no verdict', [], 'no-verdicts'],
    ['no void case', alike.filter(({ verdict }) => verdict === 'confirmed'), 'no-void-case'],
  ])('with %s says why there is none', async (_, things, reason) => {
    expect(await adviceOn(things)).toMatchObject({ proposal: null, reason, tried: 0 });
  });

  it('without confirmed alerts proposes only exclusions of places', async () => {
    const voids = alike.filter(({ verdict }) => verdict === 'void');
    expect(await adviceOn(voids)).toMatchObject({ proposal: null, reason: 'no-confirmed-case' });
    const again = voids.map((one) => ({ ...one, place: box(0.7, 0.7, 0.2, 0.2), cause: 'shadow' }));
    const { proposal, places } = await adviceOn(again);
    expect(proposal?.settings).toEqual(['holes']);
    expect(places).toMatchObject([{ cause: 'shadow', times: 4 }]);
  });

  it('lists verdicts on objects that the fence no longer raises', async () => {
    const advice = await adviceOn(alike, { dwell: '20m' });
    expect(advice.unmatched).toHaveLength(8);
    expect(advice.reason).toBe('no-verdicts');
  });

  it('lists unjudged alerts that would be lost too', async () => {
    const things = past({ seed: 3, voids: 3, good: 3 }, (isVoid) => ({
      stayMs: isVoid ? 140_000 : 900_000,
    }));
    const strange: Thing = { at: daytime(30), stayMs: 140_000, place: anywhere(2), verdict: null };
    const { proposal } = await adviceOn([...things, strange]);
    expect(proposal?.unjudgedLost).toMatchObject([{ presentSince: daytime(30) }]);
  });

  it('proposes no place that was void only twice, or for several causes', async () => {
    const place = box(0.7, 0.7, 0.2, 0.2);
    const causes = ['shadow', 'shadow', 'bag', 'bag'];
    const things = causes.map((cause, index): Thing => ({
      at: daytime(index),
      stayMs: 300_000,
      place,
      verdict: 'void',
      cause,
    }));
    expect((await adviceOn(things)).places).toEqual([]);
  });

  it('treats an object that was confirmed once as confirmed', async () => {
    const [one] = alike;
    if (!one) throw new Error('there is one');
    const advice = await adviceOn([one, { ...one, verdict: 'confirmed' }]);
    expect(advice).toMatchObject({ voids: 0, confirmed: 1 });
  });
});
