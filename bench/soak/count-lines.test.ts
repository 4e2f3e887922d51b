import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../chaos/history.ts';
import { createLineCounter } from './count-lines.ts';

const raised = (sequence: number, at: number, sinceFrameMs: number | null): HistoryLine => ({
  ...{ line: 'raised', by: 'edge-1', incidentId: 'a-b-1', sequence, event: 'opened' },
  ...{ cameraId: 'c', slot: 1, at, sinceFrameMs },
});
const received = (notificationId: string, at: number): HistoryLine => ({
  ...{ line: 'received', notificationId, over: 'mqtt', at },
});

describe('what is counted between two samples', () => {
  it('has each delay once, by the id that a message shares with its alert', () => {
    const counter = createLineCounter();
    counter.note({ line: 'look', edgeId: 'edge-1', cameraId: 'c', slot: null, at: 1 });
    counter.note(raised(1, 1000, 80));
    counter.note(raised(2, 3000, null));
    counter.note(received('a-b-1-1-officer', 1250));
    counter.note(received('a-b-1-1-officer', 9000));
    counter.note(received('a-b-1-2-property-direct', 3400));
    counter.note(received('unknown-1', 3400));
    expect(counter.take()).toEqual({
      ...{ looks: 1, alerts: 2, received: 4 },
      ...{ frameToAlertMs: [80], alertToPhoneMs: [250, 400] },
    });
  });

  it('is forgotten once it was taken', () => {
    const counter = createLineCounter();
    counter.note(raised(1, 1000, 80));
    counter.take();
    counter.note(received('a-b-1-1-officer', 1100));
    expect(counter.take()).toEqual({
      ...{ looks: 0, alerts: 0, received: 1, frameToAlertMs: [], alertToPhoneMs: [100] },
    });
  });
});
