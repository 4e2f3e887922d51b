import { describe, expect, it } from 'vitest';
import type { EdgeHealth } from '../../contracts/index.ts';
import { silentAfterMs } from '../cameras/camera-view.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { createEdgeReports, forgottenAfterMs, maxEdges } from './edge-reports.ts';

const start = 100_000_000;
const full = { code: 'disk-full', subject: '/data', since: start - 60_000, values: {} } as const;
const health = (part: Partial<EdgeHealth> = {}): EdgeHealth => ({
  version: 1,
  edgeId: 'edge-1',
  software: '0.1.0',
  startedAt: 1,
  sentAt: start,
  problems: [full],
  ...part,
});
const codesOf = (reports: ReturnType<typeof createEdgeReports>) =>
  reports.findings().map(({ problem }) => problem.code);

describe('the reports of edges', () => {
  it('are empty at first', () => {
    expect(createEdgeReports(fakeClock(start)).findings()).toEqual([]);
  });

  it('are the last report of each edge', () => {
    const reports = createEdgeReports(fakeClock(start));
    reports.hear(health());
    reports.hear(health({ edgeId: 'edge-2' }));
    reports.hear(health({ problems: [] }));
    expect(reports.findings()).toEqual([{ problem: full, edgeId: 'edge-2', lastHeardAt: null }]);
  });

  it("give start times in dispatch's time, whatever the edge's clock shows", () => {
    const reports = createEdgeReports(fakeClock(start));
    const off = -8 * 3600_000;
    reports.hear(
      health({ sentAt: start + off, problems: [{ ...full, since: start + off - 5000 }] }),
    );
    expect(reports.findings()[0]?.problem.since).toBe(start - 5000);
  });

  it('of a silent edge say so, and keep its other problems', () => {
    const clock = fakeClock(start);
    const reports = createEdgeReports(clock);
    clock.advance(silentAfterMs);
    reports.hear(health({ sentAt: clock.now() }));
    const heardAt = clock.now();
    clock.advance(silentAfterMs);
    expect(codesOf(reports)).toEqual(['disk-full']);
    clock.advance(1);
    expect(reports.findings()).toMatchObject([
      { problem: { code: 'edge-silent', subject: 'edge-1', since: heardAt }, edgeId: null },
      { problem: { code: 'disk-full' }, edgeId: 'edge-1', lastHeardAt: heardAt },
    ]);
    reports.hear(health({ problems: [] }));
    expect(codesOf(reports)).toEqual([]);
  });

  it('of an earlier process count until newer ones arrive; edges get time to report', () => {
    const clock = fakeClock(start);
    const reports = createEdgeReports(clock);
    reports.hear(health({ edgeId: 'edge-2', problems: [] }));
    const kept = { health: health(), heardAt: start - 600_000 };
    reports.recall([kept, { ...kept, health: health({ edgeId: 'edge-2' }) }]);
    expect(codesOf(reports)).toEqual(['disk-full']);
    clock.advance(silentAfterMs + 1);
    reports.hear(health({ edgeId: 'edge-2', problems: [] }));
    expect(codesOf(reports)).toEqual(['edge-silent', 'disk-full']);
  });

  it('detect silence also after the clock was set back', () => {
    const clock = fakeClock(start);
    const reports = createEdgeReports(clock);
    clock.advance(silentAfterMs + 1);
    reports.hear(health());
    clock.advance(-3600_000);
    expect(codesOf(reports)).toEqual(['disk-full']);
    clock.advance(silentAfterMs + 1);
    expect(codesOf(reports)).toContain('edge-silent');
  });

  it('of a removed edge are forgotten after a week', () => {
    const clock = fakeClock(start);
    const reports = createEdgeReports(clock);
    reports.hear(health());
    clock.advance(forgottenAfterMs);
    expect(codesOf(reports)).toContain('edge-silent');
    clock.advance(1);
    expect(reports.findings()).toEqual([]);
    expect(reports.all()).toEqual([]);
  });

  it('are limited in the number of edges, but go on for known ones', () => {
    const reports = createEdgeReports(fakeClock(start));
    for (let number = 0; number < maxEdges; number += 1)
      expect(reports.hear(health({ edgeId: `edge-${number}` }))).toBeNull();
    expect(reports.hear(health({ edgeId: 'one-more' }))).toBe('too-many-edges');
    expect(reports.hear(health({ edgeId: 'edge-7' }))).toBeNull();
  });
});
