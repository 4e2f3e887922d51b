// Dashboards are notified of each case and camera that alerts have changed, and many alerts cause few reads.
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { CameraView, LiveEvent } from '../contracts/index.ts';
import type { CaseFile } from './cases/case-summary.ts';
import { quietLog } from './testing/quiet-log.ts';
import { createDashboards } from './tell-dashboards.ts';

function setUp(find?: () => Promise<CaseFile[]>) {
  const heard: string[] = [];
  const reads: string[][] = [];
  const log = quietLog();
  const findByIncidents = (ids: readonly string[]) => {
    reads.push([...ids]);
    return find?.() ?? Promise.resolve(ids.map((id) => ({ id: `case of ${id}` }) as CaseFile));
  };
  const views = ['a', 'b'].map((id) => ({ id }) as CameraView);
  const publish = (event: LiveEvent) => {
    heard.push(
      event.type === 'case' ? event.case.id : event.type === 'camera' ? event.camera.id : '',
    );
  };
  const dashboards = createDashboards({
    store: { cases: { findByIncidents } },
    wall: { views: () => Promise.resolve(views) } as never,
    hub: { publish } as never,
    log,
  });
  const note = (incidentId: string, cameraId = 'a') => {
    dashboards.note({ incidentId, cameraId });
  };
  return { note, heard, reads, log };
}

async function turns(): Promise<void> {
  for (let count = 0; count < 10; count += 1) await turn();
}

describe('dashboards', () => {
  it('get nothing when nothing has changed', async () => {
    const { heard, reads } = setUp();
    await turns();
    expect([heard, reads]).toEqual([[], []]);
  });

  it('get the case and the camera of an alert', async () => {
    const { note, heard } = setUp();
    note('1', 'b');
    await turns();
    expect(heard).toEqual(['case of 1', 'b']);
  });

  it('get all changes during a notification with one more read', async () => {
    const { note, heard, reads } = setUp();
    for (let index = 0; index < 400; index += 1) note(String(index));
    note('7');
    await turns();
    expect(reads.map(({ length }) => length)).toEqual([1, 399]);
    expect(new Set(heard).size).toBe(401);
  });

  it('cause several reads when there are many changes', async () => {
    const { note, reads } = setUp();
    for (let index = 0; index < 1300; index += 1) note(String(index));
    await turns();
    expect(reads.map(({ length }) => length)).toEqual([1, 500, 500, 299]);
  });

  it('get the next change after the store has failed', async () => {
    let failures = 1;
    const { note, heard, log } = setUp(() => {
      failures -= 1;
      return failures >= 0
        ? Promise.reject(new Error('down'))
        : Promise.resolve([{ id: 'later' } as CaseFile]);
    });
    note('1');
    await turns();
    note('2');
    await turns();
    expect(heard).toEqual(['later', 'a']);
    expect(log.lines).toHaveLength(1);
  });
});
