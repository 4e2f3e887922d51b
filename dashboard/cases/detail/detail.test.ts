// One case: its states, its timeline, and its trace in readable numbers.
import { describe, expect, test } from 'vitest';
import type { CaseStep } from '../../../contracts/index.ts';
import { createFailure } from '../../api/answer.ts';
import { createDetail, createSummary, sampleNow } from '../../testing/sample-cases.ts';
import { emptyCaseDetail, isUnsettled, reduceCaseDetail } from './case-detail-state.ts';
import { sightingsOf } from './sightings.ts';
import { timelineOf } from './timeline-entries.ts';
import {
  formatNumber,
  formatShare,
  parseTrace,
  readEvidence,
  wordsOf,
} from '../../shared/trace.ts';

const ready = reduceCaseDetail(emptyCaseDetail, { type: 'loaded', detail: createDetail() });
const failure = createFailure('server', 'away');

describe('the state of the page', () => {
  test('is empty at first', () => {
    expect(emptyCaseDetail.detail).toBeNull();
  });

  test('keeps its content while it is loaded again or that fails', () => {
    expect(reduceCaseDetail(ready, { type: 'requested' }).status).toBe('ready');
    expect(reduceCaseDetail(ready, { type: 'failed', failure }).status).toBe('ready');
    expect(reduceCaseDetail(emptyCaseDetail, { type: 'failed', failure }).status).toBe('failed');
  });

  test('accepts live updates of this case only', () => {
    const gone = createSummary({ present: false });
    expect(reduceCaseDetail(ready, { type: 'live', summary: gone }).detail?.present).toBe(false);
    const other = createSummary({ id: 'other', present: false });
    expect(reduceCaseDetail(ready, { type: 'live', summary: other })).toBe(ready);
  });
});

describe('what is still expected', () => {
  const settled = createDetail();
  const [joiner] = sightingsOf(settled);
  const withoutClip = { ...joiner, hasClip: false };
  const deliveries = settled.deliveries.filter(({ state }) => state === 'handed-over');
  test.each([
    ['nothing when all is there', { deliveries }, false],
    ['a clip', { deliveries, hasClip: false }, true],
    ['a picture', { deliveries, hasPicture: false }, true],
    ['a delivery', {}, true],
    ['the first delivery', { deliveries: [] }, true],
    ['the clip of a camera that joined', { deliveries, incidents: [withoutClip] }, true],
    ['nothing more of an old case', { hasClip: false, lastEventAt: sampleNow - 3_600_000 }, false],
  ])('%s', (_, part, expected) => {
    expect(isUnsettled(createDetail(part), sampleNow)).toBe(expected);
  });
});

describe('the timeline', () => {
  test('of a case without events is empty', () => {
    expect(timelineOf({ events: [], acknowledgedAt: null, acknowledgedBy: null })).toEqual([]);
  });

  test('has the acknowledgement in its place', () => {
    const [opened] = createDetail().events;
    const events = [
      { ...opened!, alertId: 'c', event: 'cleared' as const, capturedAt: 30 },
      { ...opened!, alertId: 'o', capturedAt: 10 },
    ];
    const entries = timelineOf({ events, acknowledgedAt: 20, acknowledgedBy: 'li.na' });
    expect(entries.map(({ what, who }) => [what.name, who])).toEqual([
      ['opened', null],
      ['acknowledged', 'li.na'],
      ['cleared', null],
    ]);
  });

  test('has an acknowledgement that arrived before its step', () => {
    const told = { events: [], acknowledgedAt: 20, acknowledgedBy: 'li.na', history: [] };
    expect(timelineOf(told).map(({ what }) => what.name)).toEqual(['acknowledged']);
  });

  test.each([
    ['an hour before dispatch heard of it', 3_600_000, 0, 0],
    ['a moment before', 30_000, 0, null],
    ['by a phone whose clock is ahead', 0, 3_600_000, null],
  ])('says when a step was said on the phone: %s', (_, at, saidAt, shown) => {
    const step = { step: 'on-site', state: 'on-site', at, actor: 'li.na', alertId: null } as const;
    const rest = { part: null, reason: null, details: { saidAt }, key: null };
    const told = { events: [], acknowledgedAt: null, acknowledgedBy: null };
    const [entry] = timelineOf({ ...told, history: [{ ...step, ...rest }] });
    expect(entry?.saidAt).toBe(shown);
  });

  test('names the asked units and the limit of a warning, instead of the log text', () => {
    const asked = [{ part: 'officer', unit: 'West', result: 'nobody-on-duty' }] as const;
    const details: CaseStep['details'] = { limit: 'handle', light: 'red', asked: [...asked] };
    const step = {
      step: 'escalated',
      state: 'on-site',
      at: 5,
      actor: null,
      alertId: null,
    } as const;
    const rest = { part: 'system', reason: 'handle is red', key: 'warn' } as const;
    const told = { events: [], acknowledgedAt: null, acknowledgedBy: null };
    const [entry] = timelineOf({ ...told, history: [{ ...step, ...rest, details }] });
    expect(entry).toMatchObject({ reason: null, asked, warned: { limit: 'handle', light: 'red' } });
  });

  test('shows the log text of a step of an earlier release', () => {
    const step = { step: 'told', state: 'dispatched', at: 5, actor: null, alertId: null } as const;
    const rest = { part: 'system', reason: 'route all', details: { level: 0 }, key: 'x' } as const;
    const told = { events: [], acknowledgedAt: null, acknowledgedBy: null };
    const [entry] = timelineOf({ ...told, history: [{ ...step, ...rest }] });
    expect(entry).toMatchObject({ reason: 'route all', asked: [] });
  });

  test('lists steps of people and dispatch once each, with their data', () => {
    const [opened] = createDetail().events;
    const base = { alertId: null, part: null, reason: null, details: null, key: null } as const;
    const step = (name: CaseStep['step'], at: number, more: Partial<CaseStep> = {}): CaseStep => ({
      ...base,
      step: name,
      state: 'acknowledged',
      at,
      actor: 'li.na',
      ...more,
    });
    const entries = timelineOf({
      events: [{ ...opened!, alertId: 'o', capturedAt: 10 }],
      acknowledgedAt: 40,
      acknowledgedBy: 'wang',
      history: [
        step('reported', 10, { actor: null, alertId: 'o' }),
        step('accepted', 10, { actor: null }),
        step('dispatched', 10, { actor: null }),
        step('acknowledged', 20),
        step('deferred', 30, { reason: 'road works', details: { until: 99 } }),
        step('acknowledged', 40, { actor: 'wang' }),
        step('escalated', 50, { actor: null }),
        step('void', 60, { details: { why: 'permitted' } }),
      ],
    });
    expect(entries.map(({ what, who }) => [what.name, who])).toEqual([
      ['opened', null],
      ['acknowledged', 'li.na'],
      ['deferred', 'li.na'],
      ['acknowledged', 'wang'],
      ['escalated', null],
      ['void', 'li.na'],
    ]);
    expect(entries[2]).toMatchObject({ reason: 'road works', until: 99, why: null });
    expect(entries[5]).toMatchObject({ why: 'permitted' });
    expect(new Set(entries.map(({ id }) => id)).size).toBe(6);
  });
});

describe('the trace', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['another form', { rule: 'x' }],
  ])('is none when there is %s', (_, value) => {
    expect(parseTrace(value)).toBeNull();
  });

  test('is parsed as the contract says', () => {
    expect(parseTrace(createDetail().trace)?.rule).toBe('blocked-fire-exit');
  });

  test.each([
    ['cover', 0.4321, { unit: 'share', text: '43\u00a0%' }],
    ['pictureShare', 0.0042, { unit: 'share', text: '0.4\u00a0%' }],
    ['keeper', 0.876, { unit: 'held', text: '88\u00a0%' }],
    ['elapsedMs', 1500, { unit: 'ms', ms: 1500 }],
    ['things', 2, { unit: 'number', text: '2' }],
    ['confidence', 0, { unit: 'share', text: '0\u00a0%' }],
  ])('gives %s its unit', (name, value, expected) => {
    expect(readEvidence(name, value)).toEqual(expected);
  });

  test('rounds numbers and splits unknown names into words', () => {
    expect(formatNumber(1.005)).toBe('1');
    expect(formatNumber(2.346)).toBe('2.35');
    expect(formatShare(1)).toBe('100\u00a0%');
    expect(wordsOf('minCover')).toBe('min cover');
    expect(wordsOf('quiet-time_ms')).toBe('quiet time ms');
    expect(wordsOf('dwellMs')).toBe('dwell');
    expect(wordsOf('')).toBe('');
  });
});
