/// <reference types="node" />
// A sample for the browser tests: drawn, being checked, or checked with its result.
import type { Agreement, SampleResult, SampleView } from '../../contracts/index.ts';
import type { FixtureServer } from './fixture-server.ts';

const at = Date.UTC(2026, 10, 22, 1, 30);

const agreement: Agreement = {
  ...{ compared: 46, same: 40, share: 0.8696, shareInterval: [0.743, 0.939] },
  ...{ kappa: 0.7361, kappaInterval: [0.561, 0.911], why: null },
};

export function fillQuality({ quality, cases }: FixtureServer, standing: SampleView['standing']) {
  const sample: SampleView = {
    ...{ sample: 7, drawnAt: at, drawnBy: 'wang.fang', size: 2, population: 318 },
    ...{ seed: '2f6be1d09c3a7e55', isOwnSeed: false, standing },
    filter: standing === 'finished' ? { kind: 'blocked-fire-exit', from: at } : null,
    reason: standing === 'finished' ? '月度抽检' : null,
    checks: [
      { person: 'zhao.min', begunAt: at, finishedAt: at + 60_000, judged: 50 },
      ...(standing === 'may-check'
        ? []
        : [{ person: 'li.na', begunAt: at, finishedAt: null, judged: 0 }]),
    ],
    next: standing === 'checking' ? 1 : null,
  };
  quality.said = [];
  quality.samples = [sample];
  quality.cases = cases.slice(0, 2).map((file, index) => ({
    ...{ sample: 7, position: index + 1, size: 2, caseId: file.id, kind: file.kind },
    ...{ cameraName: file.cameraName, fenceName: file.fenceName, openedAt: file.openedAt },
    ...{ region: file.region, polygon: file.polygon, own: null },
    ...{ hasPicture: file.hasPicture, hasClip: false },
  }));
  quality.result = resultOf(sample);
}

function resultOf(sample: SampleView): SampleResult {
  return {
    sample: { ...sample, standing: 'finished', next: null },
    checks: [
      {
        ...{ person: 'li.na', begunAt: at, finishedAt: at + 1, judged: 48 },
        table: [
          { first: 'confirmed', second: 'confirmed', count: 27 },
          { first: 'confirmed', second: 'false-alarm', count: 3 },
          { first: 'false-alarm', second: 'false-alarm', count: 9 },
          { first: 'permitted', second: 'permitted', count: 4 },
          { first: 'permitted', second: 'not-a-matter', count: 3 },
        ],
        leftOut: [
          { why: 'cannot-be-said', count: 2 },
          { why: 'opened-before', count: 1 },
        ],
        byVerdict: agreement,
        bySide: {
          ...agreement,
          same: 43,
          share: 0.9348,
          kappa: 1,
          kappaInterval: null,
          why: 'all-agree',
        },
        differ: [
          {
            ...{ position: 4, caseId: '20261122-0004', first: 'confirmed', firstBy: 'zhao.min' },
            ...{ second: 'false-alarm', note: '只是路过' },
          },
          {
            ...{ position: 9, caseId: '20261122-0003', first: 'permitted', firstBy: 'wang.fang' },
            ...{ second: 'not-a-matter', note: null },
          },
        ],
      },
    ],
    between: [{ one: 'zhao.min', other: 'li.na', agreement }],
  };
}
