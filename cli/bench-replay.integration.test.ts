// Incidents of films, judged again from the content of a bundle: identical, bit for bit, and differences are listed. Two clips of
// the real footage when it lies beside the repository, which it need not; all of it with `fencewatch bench replay`.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { judgeRecord } from '../bench/replay/judge-films.ts';
import { recordOfFilm, type FilmRecord } from '../bench/replay/film-record.ts';
import { createDetector } from '../detectors/create-detector.ts';
import { packageRoot } from '../host/package-root.ts';
import { buildDefaultModel, resolveModel } from '../models/index.ts';
import { benchReplay } from './bench-replay.ts';
import { loadSite } from './site-file.ts';
import { printedBy } from './testing/run-analyze.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const footage = join(packageRoot(), '..', 'shared', 'footage');
const isThere = existsSync(footage);
if (!isThere)
  console.warn(
    `\n*** ${footage} IS NOT THERE: that replay reproduces real incidents is NOT tested ***\n`,
  );

let models: string;
beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'fencewatch-replay-test-'));
  if (isThere) await buildDefaultModel({ dir: models });
});
afterAll(() => rm(models, { recursive: true, force: true }));

const siteOf = (clip: string) => join(footage, `${clip}.site.yaml`);
const shortest = 'real_luggage33';

describe.runIf(isThere)('replay of real footage', () => {
  it('reproduces every alert of two clips, bit for bit', async () => {
    const sites = [siteOf(shortest), siteOf('dev_obo_exit_boxes_removed')];
    const { code, lines } = await printedBy(() => benchReplay(sites, { models }));
    expect(lines.at(-1)).toBe('2 films, 2 incidents, 3 of 3 alerts identical');
    expect(code).toBe(0);
  });
});

describe.runIf(isThere)('a film whose record was changed', () => {
  let film: FilmRecord;
  beforeAll(async () => {
    const loaded = await loadSite(siteOf(shortest));
    if (!loaded.ok) throw new Error('the site file is faulty');
    const { site } = loaded;
    const camera = site.cameras[0]!;
    const model = await resolveModel({ name: camera.analysis.model, dir: models });
    const detector = await createDetector({ model });
    film = await recordOfFilm({ site, camera, detector });
    await detector.close();
  });

  it('lists the differences of a changed alert', async () => {
    const record = structuredClone(film.record);
    record.incidents[0]!.alerts[0]!.incident.confidence = 0.123456;
    const judged = await judgeRecord('film', { ...film, record });
    expect(judged).toMatchObject({ alerts: 1, same: 0 });
    expect(judged.others.join()).toContain('confidence: was 0.123456, is ');
  });

  it('does not raise the alert when the recorded fence has a longer dwell', async () => {
    const record = structuredClone(film.record);
    for (const { fence } of record.fences) fence['dwell'] = '1h';
    const judged = await judgeRecord('film', { ...film, record });
    expect(judged.others.join()).toContain('the engine does not raise it');
  });

  it('is undecided when the observations are missing or damaged', async () => {
    const [name, log] = [...film.files][0]!;
    for (const bytes of [new Uint8Array(), log.slice(0, 40)]) {
      const judged = await judgeRecord('film', { ...film, files: new Map([[name, bytes]]) });
      expect(judged.others.join()).toContain('undecided; missing: observations');
    }
  });

  it('lists an event that the record does not have', async () => {
    const record = structuredClone(film.record);
    const [incident] = record.incidents;
    const later = structuredClone(incident!.alerts[0]!);
    later.incident.sequence = 99;
    later.incident.capturedAt += 1;
    incident!.alerts = [later];
    const judged = await judgeRecord('film', { ...film, record });
    expect(judged.others.join()).toContain('-1: opened came only now');
  });
});

describe('the command', () => {
  it.each([
    ['without a film', [], 'expected a site file or --demo, got none'],
    ['without the site file', ['/nowhere.yaml'], '/nowhere.yaml: '],
    [
      'with a stream',
      [join(packageRoot(), 'simulator', 'scenes', 'site.yaml')],
      'expected a film as source, got a stream',
    ],
  ])('%s is refused with the reason', async (_, sites, message) => {
    vi.stubEnv('FENCEWATCH_DEMO_RTSP', 'rtsp://127.0.0.1');
    const { code, errors } = await printedBy(() => benchReplay(sites, { models }));
    vi.unstubAllEnvs();
    expect([code, errors.join()]).toEqual([2, expect.stringContaining(message)]);
  });

  it.runIf(isThere)('reports a film that cannot be read', async () => {
    const site = join(models, 'broken.site.yaml');
    await writeFile(join(models, 'broken.mp4'), 'no film');
    await writeFile(
      site,
      'version: 1\ntimezone: Asia/Shanghai\ncameras: [{ id: a, source: ./broken.mp4 }]\n',
    );
    const { code, lines } = await printedBy(() => benchReplay([site], { models }));
    expect(code).toBe(1);
    expect(lines.join()).toContain('broken.mp4: 0 frames');
    expect(lines.join()).toContain('undecided: ');
  });
});
