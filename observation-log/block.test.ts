// Blocks of the log: every observation is restored exactly, and damage is reported with its position.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, Observation } from '../contracts/index.ts';
import { observation } from '../contracts/testing/messages.ts';
import { mattersToFences, tracksThatMatter } from '../geofences/matters.ts';
import {
  anObservation,
  aRegion,
  aTrack,
  box,
  middle,
  monday,
} from '../geofences/testing/observations.ts';
import { readBlockHead } from './block-head.ts';
import { createBlockCheck, decodeBlock, encodeBlock, encodeStoredBlock } from './block.ts';
import { quantiseObservation } from './quantise.ts';
import { decodeBatches } from './read-log.ts';
import { arbitraryLog } from './testing/arbitrary-log.ts';

const checkBlock = createBlockCheck();

async function decoded(bytes: Uint8Array): Promise<Observation[]> {
  const checked = checkBlock(bytes);
  if (!checked.ok) throw new Error(checked.fault.message);
  return decodeBlock(checked.bytes, checked.head);
}

describe('in any log', { timeout: 60_000 }, () => {
  it('every field of every observation is restored as quantised', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (log) => {
        const back = await decoded(encodeStoredBlock(log));
        expect(back).toEqual(log.map(quantiseObservation));
      }),
      { numRuns: 120 },
    );
  });

  it('a back-test reads only the tracks that matter to fences, and everything else', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (log) => {
        const back: Observation[] = [];
        const bytes = encodeStoredBlock(log);
        for await (const batch of decodeBatches(bytes, {}, { isWanted: mattersToFences }))
          back.push(...batch);
        const all = log.map(quantiseObservation);
        expect(back).toEqual(all.map((one) => ({ ...one, tracks: tracksThatMatter(one.tracks) })));
      }),
      { numRuns: 60 },
    );
  });

  it('deflating changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (log) => {
        expect(await decoded(await encodeBlock(log))).toEqual(
          await decoded(encodeStoredBlock(log)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('cutting it into blocks anywhere changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, fc.nat(), async (log, place) => {
        const cut = place % log.length;
        const parts = [log.slice(0, cut), log.slice(cut)].filter(({ length }) => length > 0);
        const whole = Buffer.concat(parts.map((part) => encodeStoredBlock(part)));
        const back: Observation[] = [];
        for await (const batch of decodeBatches(whole)) back.push(...batch);
        expect(back).toEqual(log.map(quantiseObservation));
      }),
      { numRuns: 60 },
    );
  });

  it('any single flipped bit is noticed', () => {
    fc.assert(
      fc.property(arbitraryLog, fc.nat(), fc.nat(7), (log, place, bit) => {
        const block = encodeStoredBlock(log);
        block[place % block.length]! ^= 1 << bit;
        expect(checkBlock(block).ok).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('truncated anywhere it is refused as truncated', () => {
    fc.assert(
      fc.property(arbitraryLog, fc.nat(), (log, place) => {
        const block = encodeStoredBlock(log);
        const checked = checkBlock(block.subarray(0, place % block.length));
        expect(checked.ok ? '' : checked.fault.reason).toBe('cut-off');
      }),
      { numRuns: 100 },
    );
  });
});

describe('a block', () => {
  it('has its camera, time span and number of observations in its head', async () => {
    const observations = [0, 2000, 4000].map((ms) => anObservation({ capturedAt: monday + ms }));
    const watched = [box(0, 0.25, 0.5, 0.5)];
    const block = await encodeBlock(observations, { watched });
    const found = readBlockHead(block);
    expect(found).toMatchObject({
      ok: true,
      head: { cameraId: 'gate', from: monday, to: monday + 4000, count: 3, watched },
      blockBytes: block.length,
    });
  });

  it.each<[string, readonly Box[] | null, readonly Box[] | undefined]>([
    ['nothing', [], []],
    ['what is not known', null, undefined],
    ['more parts than a head may name, as not known', Array(101).fill(box(0, 0, 1, 1)), undefined],
  ])('stores the watched areas: %s', (_, watched, said) => {
    const found = readBlockHead(encodeStoredBlock([anObservation()], { watched }));
    expect(found.ok && found.head.watched).toEqual(said);
  });

  it('holds the full example of an observation', async () => {
    expect(await decoded(await encodeBlock([observation]))).toEqual([
      quantiseObservation(observation),
    ]);
  });

  it('of no observations is refused', async () => {
    await expect(encodeBlock([])).rejects.toThrow('expected observations, got none');
  });

  it('of two cameras is refused', async () => {
    const other = anObservation({ cameraId: 'yard' });
    await expect(encodeBlock([anObservation(), other])).rejects.toThrow(
      'expected observations of gate, got yard',
    );
  });

  it('shares unchanged parts between observations', async () => {
    const standing = aTrack({ lastSeenAt: monday - 2000 });
    const log = [0, 2000, 4000].map((ms) =>
      anObservation({
        capturedAt: monday + ms,
        regions: [
          aRegion(),
          aRegion({ id: 'r2', box: box(0, 0, 0.2, 0.2), contrast: ms / 10_000 }),
        ],
        tracks: [standing, aTrack({ id: 't2', lastSeenAt: monday + ms })],
      }),
    );
    const [first, second, third] = await decoded(encodeStoredBlock(log));
    expect(third!.grid).toBe(first!.grid);
    expect(third!.view).toBe(first!.view);
    expect(third!.regions[0]).toBe(first!.regions[0]);
    expect(second!.regions[1]).not.toBe(first!.regions[1]);
    expect(third!.regions[1]!.spans).toBe(first!.regions[1]!.spans);
    expect(third!.tracks[0]).toBe(first!.tracks[0]);
    expect(third!.tracks[1]!.box).toBe(first!.tracks[1]!.box);
    const same = [monday, monday + 2000].map((capturedAt) =>
      anObservation({ capturedAt, regions: [aRegion()] }),
    );
    const [before, after] = await decoded(encodeStoredBlock(same));
    expect(after!.regions).toBe(before!.regions);
    expect(after!.tracks).toBe(before!.tracks);
  });
});

describe('an invalid block', () => {
  const block = encodeStoredBlock([anObservation()]);
  const changed = (index: number, value: number) => {
    const copy = block.slice();
    copy[index] = value;
    return copy;
  };
  const text = (head: string) => {
    const bytes = new TextEncoder().encode(`${' '.repeat(12)}${head}`);
    bytes.set(block.subarray(0, 6));
    new DataView(bytes.buffer).setUint16(6, head.length);
    return bytes;
  };
  const rows: [string, Uint8Array, string, string][] = [
    ['nothing', new Uint8Array(), 'cut-off', 'its head is not all there'],
    ['another file', new TextEncoder().encode('PK archive'), 'no-block', 'expected FWOL'],
    ['two letters of another file', new TextEncoder().encode('PK'), 'no-block', 'expected FWOL'],
    ['a newer format', changed(4, 3), 'unknown-version', 'expected format 1 or 2, got 3'],
    ['a head that is no JSON', text('{"cameraId'), 'damaged', 'its head cannot be read'],
    ['a head without a camera', text('{}'), 'damaged', 'cameraId: expected string, got nothing'],
    ['a wrong byte of the body', changed(block.length - 1, 77), 'damaged', 'checksum does not fit'],
    ['a head alone', block.subarray(0, 40), 'cut-off', 'its head is not all there'],
    [
      'half a body',
      block.subarray(0, block.length - 3),
      'cut-off',
      `expected ${block.length} bytes, got ${block.length - 3}`,
    ],
  ];
  it.each(rows)('is refused: %s', (_, bytes, reason, message) => {
    const checked = checkBlock(bytes);
    expect(checked).toMatchObject({ ok: false, fault: { reason, offset: 0 } });
    expect(checked.ok ? '' : checked.fault.message).toContain(message);
    expect(checked.ok ? '' : checked.fault.message).toContain('block at byte 0');
  });

  it('with a correct checksum is refused when its body cannot be decoded', async () => {
    const checked = checkBlock(await encodeBlock([anObservation(), anObservation()]));
    if (!checked.ok) throw new Error('expected a good block');
    const { bytes, head } = checked;
    for (const lie of [
      { count: 1 },
      { count: 3 },
      { inflatedBytes: 1 },
      { body: 'stored' as const },
    ])
      await expect(decodeBlock(bytes, { ...head, ...lie })).rejects.toThrow(RangeError);
  });
});

describe('second opinions in a block', () => {
  const opinion = { region: middle, at: monday, says: ['person', 'left'] as const };
  const withOpinion = anObservation({ opinions: [{ ...opinion, says: [...opinion.says] }] });

  it('are restored, also where they end', async () => {
    const after = anObservation({ capturedAt: monday + 2000 });
    const block = await encodeBlock([withOpinion, after]);
    const checked = checkBlock(block);
    if (!checked.ok) throw new Error(checked.fault.message);
    const [first, second] = await decodeBlock(checked.bytes, checked.head);
    expect(first?.opinions).toEqual(quantiseObservation(withOpinion).opinions);
    expect(second).not.toHaveProperty('opinions');
  });

  it('make a block of the second version: older readers take all others', async () => {
    const versionOf = async (one: Observation) => (await encodeBlock([one]))[4];
    expect(await versionOf(anObservation())).toBe(1);
    expect(await versionOf(withOpinion)).toBe(2);
  });
});
