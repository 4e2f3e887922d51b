// The output of analyze, line by line: for machines and for people.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Observation, ViewHealth } from '../contracts/index.ts';
import { incidentEvent } from '../edge/testing/incidents.ts';
import { createAnalyzeReport, incidentJson } from './analyze-report.ts';

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const cost = { wallMs: 2500, cpuMs: 1200 };

function observationAt(mediaTimeMs: number | null, state: ViewHealth['state'] = 'ok'): Observation {
  const capturedAt = 1_700_000_000_000 + (mediaTimeMs ?? 0);
  return {
    version: 1,
    cameraId: 'gate',
    capturedAt,
    mediaTimeMs,
    tracks: [],
    regions: [],
    grid: { columns: 80, rows: 44 },
    view: { state, since: capturedAt, shift: null },
  };
}

describe('for machines', () => {
  it('an incident is one object with exactly the documented fields', () => {
    const line = incidentJson(incidentEvent({ mediaTimeMs: 12_000 }));
    expect(line).not.toContain('\n');
    const value = JSON.parse(line) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual([
      'type',
      'event',
      'incidentId',
      'kind',
      'cameraId',
      'fenceId',
      'mediaTimeMs',
      'capturedAt',
      'region',
      'confidence',
      'reason',
    ]);
    expect(value).toMatchObject({ type: 'incident', event: 'opened', mediaTimeMs: 12_000 });
    expect(value['region']).toEqual({ x: 0.1, y: 0.2, width: 0.3, height: 0.4 });
  });

  it('the summary comes last and counts incidents, not their events', () => {
    const report = createAnalyzeReport(true);
    report.frame(observationAt(0), [incidentEvent()], 60_000);
    report.frame(observationAt(2000), [incidentEvent({ event: 'cleared', sequence: 2 })], 60_000);
    report.frame(observationAt(4000), [incidentEvent({ incidentId: 'other' })], 60_000);
    report.end(cost);
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
      'incident',
      'incident',
      'incident',
      'summary',
    ]);
    expect(JSON.parse(lines.at(-1)!)).toEqual({
      type: 'summary',
      frames: 3,
      mediaMs: 4000,
      wallMs: 2500,
      cpuMs: 1200,
      incidents: 2,
    });
  });

  it('without a single frame there is still a summary', () => {
    createAnalyzeReport(true).end(cost);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { type: 'summary', frames: 0, mediaMs: 0, wallMs: 2500, cpuMs: 1200, incidents: 0 },
    ]);
  });

  it('a view that becomes bad, and good again, is printed once each', () => {
    const report = createAnalyzeReport(true);
    for (const state of ['ok', 'moved', 'moved', 'ok', 'ok'] as const)
      report.frame(observationAt(0, state), [], null);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ type: 'view', cameraId: 'gate', state: 'moved' }),
      expect.objectContaining({ type: 'view', cameraId: 'gate', state: 'ok' }),
    ]);
  });
});

describe('for people', () => {
  it.each([
    [0, '0:00.0'],
    [12_340, '0:12.3'],
    [754_000, '12:34.0'],
  ])('an incident at %i ms of a file stands at %s', (mediaTimeMs, when) => {
    const event = incidentEvent({ mediaTimeMs });
    createAnalyzeReport(false).frame(observationAt(mediaTimeMs), [event], null);
    expect(lines).toEqual([
      `${when}  opened       blocked-fire-exit  exit-1  a vehicle covers 40 % of the exit`,
    ]);
  });

  it('an incident of a stream is printed with date and time of day', () => {
    const event = incidentEvent({ capturedAt: Date.UTC(2026, 4, 1, 8, 30, 5, 200) });
    createAnalyzeReport(false).frame(observationAt(null), [event], null);
    expect(lines[0]).toMatch(/^2026-05-01 08:30:05\.2 {2}opened/);
  });

  it('a stream lasts from its first frame to its last', () => {
    const report = createAnalyzeReport(false);
    const first = observationAt(null);
    const last = observationAt(null);
    report.frame(first, [], null);
    report.frame({ ...last, capturedAt: first.capturedAt + 90_000 }, [], null);
    report.end(cost);
    expect(lines).toEqual(['0 incidents in 90.0 s of video: 2 frames, 2.5 s (CPU 1.2 s)']);
  });

  it('a view that moved states the consequence', () => {
    const report = createAnalyzeReport(false);
    report.frame(observationAt(2000, 'moved'), [], null);
    report.frame(observationAt(4000), [], null);
    expect(lines).toEqual([
      '0:02.0  view moved: fences are suspended',
      '0:04.0  view ok: fences are judged again',
    ]);
  });

  it.each([
    [[], '0 incidents in 2.0 s of video: 1 frames, 2.5 s (CPU 1.2 s)'],
    [[incidentEvent()], '1 incident in 2.0 s of video: 1 frames, 2.5 s (CPU 1.2 s)'],
  ])('the summary is one sentence', (events, sentence) => {
    const report = createAnalyzeReport(false);
    report.frame(observationAt(2000), events, 60_000);
    report.end(cost);
    expect(lines.at(-1)).toBe(sentence);
  });
});
