// A full example of every message is unchanged by JSON and its schema, and is refused with a missing or unknown key or another
// version.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  alertIdOf,
  alertSchema,
  cameraStatusSchema,
  caseDetailSchema,
  caseSummarySchema,
  incidentEventSchema,
  shippedKinds,
  usualMatterCode,
  liveEventSchema,
  notificationSchema,
  notificationTopic,
  observationSchema,
  problemSchema,
} from './index.ts';
import {
  alert,
  cameraStatus,
  caseDetail,
  caseSummary,
  incidentEvent,
  notification,
  observation,
} from './testing/messages.ts';

const problem = { error: 'bad-request', message: 'no', faults: [{ path: 'kind', message: 'no' }] };
const messages: [string, z.ZodType, Record<string, unknown>][] = [
  ['an observation', observationSchema, observation],
  ['an incident event', incidentEventSchema, incidentEvent],
  ['an alert', alertSchema, alert],
  ['a camera status', cameraStatusSchema, cameraStatus],
  ['a case summary', caseSummarySchema, caseSummary],
  ['a case in full', caseDetailSchema, caseDetail],
  ['a notification', notificationSchema, notification],
  ['a live event', liveEventSchema, { type: 'case', case: caseSummary }],
  ['a refusal', problemSchema, problem],
];

describe.each(messages)('%s', (_, schema, message) => {
  it('is unchanged by JSON and its schema', () => {
    expect(schema.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it('is refused when empty', () => {
    expect(schema.safeParse({}).success).toBe(false);
  });

  it('is refused with an unknown key', () => {
    expect(schema.safeParse({ ...message, surprise: 1 }).success).toBe(false);
  });
});

describe.each(messages.filter(([, , message]) => 'version' in message))(
  '%s',
  (_, schema, message) => {
    it('is refused with another version', () => {
      expect(schema.safeParse({ ...message, version: 2 }).success).toBe(false);
    });
  },
);

const photoId = 'ab'.repeat(32);

describe('numbers on the wire', () => {
  it.each<[string, z.ZodType, object]>([
    ['a confidence over 1', incidentEventSchema, { ...incidentEvent, confidence: 1.01 }],
    ['a sequence that starts at 0', incidentEventSchema, { ...incidentEvent, sequence: 0 }],
    ['a time with a fraction', incidentEventSchema, { ...incidentEvent, capturedAt: 1.5 }],
    ['a grid without cells', observationSchema, { ...observation, grid: { columns: 0, rows: 1 } }],
    ['a matter code without its zero', alertSchema, { ...alert, matterCode: '9012' }],
  ])('refuse %s', (_, schema, message) => {
    expect(schema.safeParse(message).success).toBe(false);
  });
});

describe('a case of an earlier release', () => {
  it('is still accepted, without a place and without a list of incidents', () => {
    const { place, alsoSeenBy, incidents, ...older } = caseDetail;
    expect([place, alsoSeenBy?.length, incidents?.length]).toEqual(['north-stairs', 1, 2]);
    expect(caseDetailSchema.parse(older)).toEqual(older);
  });

  it('has an empty list of incidents when a person reported it', () => {
    const report = { by: 'li', at: 1, where: { text: 'here' }, note: null, photos: [photoId] };
    const reported = { ...caseDetail, incidents: [], report };
    expect(caseDetailSchema.safeParse(reported).success).toBe(true);
    const nowhere = { ...reported, report: { ...report, where: {} } };
    expect(caseDetailSchema.safeParse(nowhere).success).toBe(false);
  });
});

describe('an alert of a release without severities', () => {
  it('is still accepted, with normal severity and without a place', () => {
    const { severity, place, ...older } = alert;
    expect([severity, place]).toEqual(['high', 'north-stairs']);
    expect(alertSchema.parse(older)).toEqual({ ...older, severity: 'normal', place: null });
  });
});

describe('names on the wire', () => {
  it('give an alert the id of its incident and its sequence', () => {
    expect(alertIdOf({ incidentId: 'gate-exit-7', sequence: 3 })).toBe('gate-exit-7-3');
  });

  it('give each role of a cell its own topic', () => {
    expect(notificationTopic('370305001001001', 'officer')).toBe(
      'fencewatch/v1/cells/370305001001001/officer',
    );
  });

  it('keep alerts of cameras without a cell together', () => {
    expect(notificationTopic(null, 'property')).toBe('fencewatch/v1/cells/unassigned/property');
  });

  it('give every kind a national code of five digits', () => {
    for (const kind of shippedKinds) expect(usualMatterCode(kind)).toMatch(/^\d{5}$/);
  });
});
