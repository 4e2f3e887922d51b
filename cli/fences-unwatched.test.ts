// `fencewatch fences test` for fences of which the detector was given only a part.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box } from '../contracts/index.ts';
import { anObservation, box, monday } from '../geofences/testing/observations.ts';
import { createObservationFile } from './observation-file.ts';
import { runFencesTest } from './testing/run-fences-test.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-unwatched-'));
  const site = [
    'version: 1',
    'timezone: Asia/Shanghai',
    'cameras: [{ id: gate, source: rtsp://10.0.0.1/1 }]',
    `fences: [${fence('armed', 0.1, 0.3)}]`,
  ];
  await writeFile(at('site.yaml'), site.join('\n'));
  await writeFile(at('inside.yaml'), fence('armed', 0.2, 0.4));
  await writeFile(at('half.yaml'), fence('new', 0.3, 0.7));
  await writeFile(at('beyond.yaml'), fence('new', 0.7, 0.9));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function fence(id: string, left: number, right: number): string {
  const polygon = `[[${left}, 0.2], [${right}, 0.2], [${right}, 0.8], [${left}, 0.8]]`;
  return `{ id: ${id}, camera: gate, kind: debris-pile, polygon: ${polygon} }`;
}

/** A log with one observation per list of watched areas. */
async function logOf(...watched: (readonly Box[] | null)[]): Promise<string> {
  const file = await createObservationFile(at('gate.fwlog'));
  for (const [index, boxes] of watched.entries())
    await file.add(anObservation({ capturedAt: monday + index * 2000 }), boxes);
  await file.close();
  return at('gate.fwlog');
}

async function test(draft: string, observations: string, json = true) {
  const printed = await runFencesTest({
    site: at('site.yaml'),
    draft: at(draft),
    observations,
    json,
  });
  expect(printed.code).toBe(0);
  return printed;
}
const left = [box(0, 0, 0.5, 1)];

const told = ({ objects }: Awaited<ReturnType<typeof test>>) =>
  objects.filter(({ type }) => type === 'unwatched');
const all = [box(0, 0, 1, 1)];

describe('a draft', () => {
  it('inside the watched areas is tried without a warning', async () => {
    const printed = await test('inside.yaml', await logOf(left, left));
    expect([printed.errors, told(printed)]).toEqual([[], []]);
  });

  it.each([
    ['half.yaml', 'half of it outside', '50%', 0.5],
    ['beyond.yaml', 'all of it outside', '100%', 1],
  ])('%s, with %s, gets a warning', async (draft, _, text, share) => {
    const log = await logOf(left, left);
    const printed = await test(draft, log);
    expect(printed.errors).toEqual([
      `warning: new: ${text} of this fence was not given to the detector when the log was written; ` +
        'people and things with names are missing there',
    ]);
    expect(told(printed)).toEqual([{ type: 'unwatched', fenceId: 'new', share }]);
    expect(printed.objects.at(-1)!.type).toBe('summary');
    const forPeople = await test(draft, log, false);
    expect(forPeople.errors).toEqual(printed.errors);
    expect(forPeople.lines.join()).not.toContain('watched');
  });

  it('is judged by the average of a log in which the views changed', async () => {
    const printed = await test('beyond.yaml', await logOf(left, left, left, all));
    expect(told(printed)).toEqual([{ type: 'unwatched', fenceId: 'new', share: 0.75 }]);
  });

  it('that was watched almost completely is not called 0%', async () => {
    const nearly = [box(0, 0, 0.896, 1)];
    const printed = await test('beyond.yaml', await logOf(nearly, all, all, all));
    expect(printed.errors[0]).toContain('less than 1% of this fence');
    expect(told(printed)).toEqual([{ type: 'unwatched', fenceId: 'new', share: 0.006 }]);
  });

  it('over a log without watched areas is tried without a warning', async () => {
    const printed = await test('beyond.yaml', await logOf(null, null));
    expect([printed.errors, told(printed)]).toEqual([[], []]);
  });

  it('over an empty log is tried without a warning', async () => {
    await writeFile(at('empty.fwlog'), '');
    expect((await test('half.yaml', at('empty.fwlog'))).errors).toEqual([]);
  });
});
