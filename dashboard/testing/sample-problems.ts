// Sample problems for tests, and a district with many problems at once.
import type { PastProblem, ReportedProblem } from '../../contracts/index.ts';

export function createProblem(part: Partial<ReportedProblem> = {}): ReportedProblem {
  return {
    code: 'camera-unreachable',
    subject: 'park-1',
    since: 1000,
    values: {},
    edgeId: null,
    lastHeardAt: null,
    times: 1,
    ...part,
  };
}

const minute = 60_000;

/** Unsorted, as they may arrive. */
export function createManyProblems(now: number): ReportedProblem[] {
  const edgeId = 'edge-1';
  return [
    createProblem({
      code: 'clock-stepped',
      subject: edgeId,
      since: now - 50 * minute,
      edgeId,
      values: { byMs: -8 * 60 * minute },
    }),
    createProblem({
      code: 'camera-login-held',
      subject: 'school-5',
      since: now - 25 * minute,
      edgeId,
      values: { retryAt: now + 20 * minute },
    }),
    createProblem({
      since: now - 26 * minute,
      edgeId,
      times: 4,
      values: { detail: 'tcp://10.0.0.9: no route to host' },
    }),
    createProblem({
      code: 'camera-view-wrong',
      subject: 'market-2',
      since: now - 9 * minute,
      values: { view: 'moved' },
    }),
    createProblem({
      code: 'disk-full',
      subject: '/var/lib/fencewatch',
      since: now - 12 * minute,
      edgeId: 'edge-2',
      lastHeardAt: now - 7 * minute,
      values: { freeBytes: 1_200_000, totalBytes: 64_000_000_000 },
    }),
    createProblem({ code: 'edge-silent', subject: 'edge-2', since: now - 7 * minute }),
    createProblem({
      code: 'camera-without-edge',
      subject: 'gate-7',
      since: now - 7 * minute,
      edgeId: 'edge-1',
      values: { without: 'nobody-at-its-place' },
    }),
    ...['roof-9', 'gate-7', 'yard-8', 'a-1', 'a-2', 'a-3', 'a-4', 'a-5'].map((subject) =>
      createProblem({ code: 'camera-not-heard-of', subject, since: now - 7 * minute }),
    ),
  ];
}

export function createPastProblems(now: number): PastProblem[] {
  const redis = { code: 'redis-unreachable', subject: 'redis://127.0.0.1:6379' } as const;
  return [
    {
      ...createProblem({ ...redis, since: now - 130 * minute, times: 3 }),
      until: now - 120 * minute,
    },
    {
      ...createProblem({ subject: 'gone', since: now - 26 * 60 * minute }),
      until: now - 1500 * minute,
    },
  ];
}
