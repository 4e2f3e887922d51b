import { describe, expect, it } from 'vitest';
import { alertSchema, kinds } from '../../contracts/index.ts';
import { incidentEvent } from '../testing/incidents.ts';
import { testCamera, testFence } from '../testing/site.ts';
import { toAlert } from './to-alert.ts';

const model = { name: 'm', sha256: 'ab' };
const context = { edgeId: 'e', camera: testCamera(), fence: testFence(), model, raisedAt: 7 };

describe('an alert', () => {
  it('says whose camera and fence it is, and is what the contract asks for', () => {
    const alert = toAlert(incidentEvent({ sequence: 3 }), context);
    expect(alertSchema.parse(alert)).toEqual(alert);
    expect(alert).toMatchObject({
      alertId: 'exit-1-a1-3',
      edgeId: 'e',
      cameraName: 'Gate',
      fenceName: 'Exit 1',
      raisedAt: 7,
      gridCell: '110101001001001',
      matterCode: '09012',
      model,
    });
  });

  it.each(kinds)('carries a code for %s, and the fence may name another', (kind) => {
    expect(toAlert(incidentEvent({ kind }), context).matterCode).toMatch(/^\d{5}$/);
    const fence = testFence({ matterCode: '09019' });
    expect(toAlert(incidentEvent({ kind }), { ...context, fence }).matterCode).toBe('09019');
  });

  it('says how grave it is and which real place it is about', () => {
    const fence = testFence({ severity: 'critical', place: 'north-stairs' });
    expect(toAlert(incidentEvent(), { ...context, fence })).toMatchObject({
      severity: 'critical',
      place: 'north-stairs',
    });
    expect(toAlert(incidentEvent(), context)).toMatchObject({ severity: 'normal', place: null });
  });

  it('may have no grid cell', () => {
    const camera = testCamera({ gridCell: null });
    expect(toAlert(incidentEvent(), { ...context, camera }).gridCell).toBeNull();
  });
});
