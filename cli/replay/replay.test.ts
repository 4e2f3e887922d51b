// Judges a case again: from a generated log through the engine, dispatch and a bundle, and back. The result is identical bit for
// bit; later changes are shown; missing data is reported as missing.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  completeFence,
  fenceFileSchema,
  type FenceFile,
  type IncidentEvent,
} from '../../contracts/index.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { caseRecordSchema, type CaseRecordFile } from '../../evidence/case-record.ts';
import { readZip } from '../../evidence/zip.ts';
import { aVersion } from '../../dispatch/testing/fences.ts';
import { anAlert } from '../../dispatch/testing/alerts.ts';
import { aJpeg } from '../../dispatch/testing/media.ts';
import { planFor } from '../../dispatch/testing/plan.ts';
import { openTestApi, type TestApi } from '../../dispatch/testing/test-api.ts';
import { createFenceEngine, emptyEngineState } from '../../geofences/index.ts';
import { cutIntoBlocks, encodeBlock, quantiseObservation } from '../../observation-log/index.ts';
import { busyStreet } from '../../geofences/testing/busy-street.ts';
import { replayCommand } from '../replay.ts';
import { judgeAgain } from './judge-again.ts';
import { casesInBundle, keptIn } from './replay-source.ts';

const cameraId = 'exit-3';
const written: FenceFile = {
  id: 'exit-3-floor',
  camera: cameraId,
  kind: 'debris-pile',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  dwell: '30s',
};
const file = fenceFileSchema.parse(written);
const seen = [...busyStreet(400)].map((one) => quantiseObservation({ ...one, cameraId }));

function eventsOf(): IncidentEvent[] {
  const engine = createFenceEngine([completeFence(file, 2)], 'Asia/Shanghai');
  let state = emptyEngineState;
  return seen.flatMap((observation) => {
    const advance = engine.advance(state, observation);
    state = advance.state;
    return advance.events;
  });
}

let api: TestApi;
let caseId: string;
let bundle: string;
let record: CaseRecordFile;
let files: Map<string, Uint8Array>;
let told: IncidentEvent[];
beforeAll(async () => {
  api = await openTestApi();
  const { store, parts } = api;
  // The first version is the site file's.
  const version = aVersion(2, { fenceId: file.id, fence: written });
  await store.fences.change(file.id, () => ({ ok: true, version }));
  for (const block of cutIntoBlocks(seen)) {
    const span = { from: block[0]!.capturedAt, to: block.at(-1)!.capturedAt };
    await parts.past.observations.put(cameraId, span, await encodeBlock(block));
  }
  const events = eventsOf();
  const first = events.find(({ event }) => event === 'cleared')!;
  told = events.filter(({ incidentId }) => incidentId === first.incidentId);
  for (const event of told) await store.cases.record(planFor(anAlert(event)));
  caseId = (await store.cases.findByIncident(first.incidentId))!.id;
  await api.upload(
    `incidents/${encodeURIComponent(first.incidentId)}/picture`,
    'image/jpeg',
    aJpeg(),
  );
  const early = first.presentSince - 5000;
  await api.upload(`cameras/${cameraId}/thumbnails/${early}`, 'image/jpeg', aJpeg());
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/cases/${caseId}/export`,
    headers: await api.as('auditor'),
    payload: { reason: 'test' },
  });
  bundle = join(parts.dataDir, 'bundle.zip');
  await writeFile(bundle, answer.rawPayload);
  const zip = readZip(new Uint8Array(answer.rawPayload));
  files = zip.ok ? zip.files : new Map<string, Uint8Array>();
  const text = new TextDecoder().decode(files.get(`${caseId}/evidence.json`));
  record = caseRecordSchema.parse(JSON.parse(text));
}, 120_000);
afterAll(() => api.close());

describe('the record in a bundle', () => {
  it('contains camera, UTC times, the fence of that time, rule, model and software', () => {
    const [incident] = record.incidents;
    expect(incident).toMatchObject({
      cameraId,
      rule: 'debris-pile',
      model: { name: 'centernet-mobilenetv3' },
      openedAt: new Date(told[0]!.openedAt).toISOString(),
      clearedAt: new Date(told.at(-1)!.capturedAt).toISOString(),
    });
    expect(incident?.alerts.map((alert) => alert.incident)).toEqual(told);
    expect(record.fences).toMatchObject([
      { fenceId: file.id, version: 2, fence: { polygon: file.polygon, kind: 'debris-pile' } },
    ]);
    expect(record.software).toBe('fencewatch test');
  });

  it('contains the observations and the picture from before, and lists what is missing', () => {
    expect([...files.keys()]).toContain(record.observations[0]?.file);
    expect([...files.keys()]).toContain(record.incidents[0]?.pictureBefore);
    expect(record.missing.map(({ what }) => what)).toEqual(['software', 'picture-after', 'clip']);
  });
});

describe('judging again', () => {
  const kept = () => keptIn(record, files);
  const changed = (change: (copy: CaseRecordFile) => void) => {
    const copy = structuredClone(record);
    change(copy);
    return copy;
  };
  const verdicts = async (of: CaseRecordFile, by = kept()) =>
    (await judgeAgain(of, by)).alerts.map(({ result }) => result.verdict);

  it('gives every alert of the case bit for bit', async () => {
    expect(told.length).toBeGreaterThan(1);
    const judged = await judgeAgain(record, kept());
    expect(judged.alerts.map(({ result }) => result)).toEqual(
      told.map(() => ({ verdict: 'same' })),
    );
    expect(judged.unheard).toEqual([]);
  });

  it('shows what differs when an alert was changed later', async () => {
    const forged = changed((copy) => {
      copy.incidents[0]!.alerts[0]!.incident.confidence = 0.123;
      copy.incidents[0]!.alerts[0]!.incident.trace.dwellMs = 1;
    });
    const [first, ...others] = (await judgeAgain(forged, kept())).alerts;
    expect(first?.result).toMatchObject({
      verdict: 'differs',
      differences: [
        { path: 'confidence', then: 0.123 },
        { path: 'trace.dwellMs', then: 1 },
      ],
    });
    expect(others.every(({ result }) => result.verdict === 'same')).toBe(true);
  });

  it('reports an alert that was never raised, and one that never came', async () => {
    const invented = changed((copy) => {
      copy.incidents[0]!.alerts[0]!.incident.sequence = 77;
    });
    const judged = await judgeAgain(invented, kept());
    expect(judged.alerts[0]?.result).toEqual({ verdict: 'not-raised' });
    expect(judged.unheard.map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('gives another result with another dwell', async () => {
    const other = changed((copy) => {
      copy.fences[0]!.fence['dwell'] = '45s';
    });
    expect(await verdicts(other)).not.toContain('same');
  });

  it.each([
    ['the fence', 'fence', (copy: CaseRecordFile) => void (copy.fences = [])],
    ['the observations', 'observations', (copy: CaseRecordFile) => void (copy.observations = [])],
    [
      'a fence that can be read',
      'fence',
      (copy: CaseRecordFile) => void (copy.fences[0]!.fence = { kind: 'future' }),
    ],
  ])('is undecided without %s', async (_what, missing, change) => {
    const lacking = changed(change);
    const judged = await judgeAgain(lacking, keptIn(lacking, files));
    expect(judged.alerts.map(({ result }) => result)).toEqual(
      told.map(() => ({ verdict: 'cannot-be-said', missing })),
    );
  });

  it('is undecided after a damaged byte of the observations', async () => {
    const path = record.observations[0]!.file;
    const damaged = new Uint8Array(files.get(path)!).fill(0, 4, 4000);
    const judged = await judgeAgain(record, keptIn(record, new Map([[path, damaged]])));
    expect(judged.alerts.map(({ result }) => result.verdict)).not.toContain('same');
    expect(judged.alerts[0]?.result).toMatchObject({ verdict: 'cannot-be-said' });
  });

  it('uses the fence version in force when it changed during the incident', async () => {
    const both = changed((copy) => {
      const [second] = copy.fences;
      copy.fences.push({ ...second!, version: 1, armedAt: 0, fence: { ...second!.fence } });
      second!.armedAt = 1;
    });
    expect(new Set(await verdicts(both))).toEqual(new Set(['same']));
  });

  it('of a case without an alert gives no result', async () => {
    const empty = changed((copy) => void (copy.incidents = []));
    expect(await judgeAgain(empty, kept())).toEqual({ alerts: [], unheard: [] });
  });
});

describe('fencewatch replay', () => {
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
    try {
      await replayCommand().parseAsync(args, { from: 'user' });
      return { code: process.exitCode, text: lines.join('\n') };
    } finally {
      process.exitCode = undefined;
      log.mockRestore();
    }
  };

  it('ends with 0 for a bundle whose alerts match the engine', async () => {
    const { code, text } = await run(bundle);
    expect([code, text]).toEqual([0, expect.stringContaining('the same, bit for bit')]);
  });

  it.each([
    ['nowhere.zip', 'nowhere.zip'],
    [import.meta.filename, 'give --site FILE'],
  ])('ends with 2 for %s and says what is missing', async (asked, said) => {
    expect(await run(asked)).toMatchObject({
      code: 2,
      text: expect.stringContaining(said) as string,
    });
  });

  it('refuses a file that is not a bundle', async () => {
    const none = join(api.parts.dataDir, 'none.zip');
    await writeFile(none, 'nothing');
    expect(await casesInBundle(none)).toEqual({
      ok: false,
      missing: expect.stringContaining('no-zip') as string,
    });
  });

  it('writes the record in canonical form, so that two exports are the same bytes', () => {
    const text = new TextDecoder().decode(files.get(`${caseId}/evidence.json`));
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
