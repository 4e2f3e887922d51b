import { describe, expect, it } from 'vitest';
import { alertSchema, kinds } from '../../contracts/index.ts';
import { incidentEvent } from '../testing/incidents.ts';
import { testCamera, testFence } from '../testing/site.ts';
import { toAlert } from './to-alert.ts';

const model = { name: 'm', sha256: 'ab' };
const context = { edgeId: 'e', camera: testCamera(), fence: testFence(), model, raisedAt: 7 };

describe('an alert', () => {
  it('names its camera and fence, and is valid by the contract', () => {
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

  it.each(kinds)('has the code of %s, or the one that its fence names', (kind) => {
    expect(toAlert(incidentEvent({ kind }), context).matterCode).toMatch(/^\d{5}$/);
    const fence = testFence({ matterCode: '09019' });
    expect(toAlert(incidentEvent({ kind }), { ...context, fence }).matterCode).toBe('09019');
  });

  it('has the severity and the place of its fence', () => {
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
