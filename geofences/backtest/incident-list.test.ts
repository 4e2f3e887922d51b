// Events as a list of incidents.
import { describe, expect, it } from 'vitest';
import { incidentEvent } from '../../contracts/testing/messages.ts';
import type { IncidentEvent } from '../../contracts/index.ts';
import { box } from '../testing/observations.ts';
import { incidentList, longestStayMs } from './incident-list.ts';

const at = 1_790_000_000_000;
const event = (
  name: IncidentEvent['event'],
  seconds: number,
  parts: Partial<IncidentEvent> = {},
) => ({
  ...incidentEvent,
  event: name,
  capturedAt: at + seconds * 1000,
  openedAt: at,
  incidentId: 'a',
  ...parts,
});

describe('the list of incidents', () => {
  it('of no events is empty', () => {
    expect(incidentList([])).toEqual([]);
  });

  it('has one entry for all events of an incident: its start, its last place, its end', () => {
    const wider = box(0, 0, 1, 1);
    const events = [
      event('opened', 0, { confidence: 0.5, reason: 'why' }),
      event('still-there', 600, { region: wider, confidence: 0.9, reason: 'still' }),
      event('cleared', 900, { region: wider, reason: 'clear' }),
    ];
    expect(incidentList(events)).toEqual([
      {
        incidentId: 'a',
        fenceId: 'hatch',
        kind: 'blocked-fire-exit',
        openedAt: at,
        mediaTimeMs: null,
        clearedAt: at + 900_000,
        region: wider,
        presentSince: incidentEvent.presentSince,
        confidence: 0.5,
        reason: 'why',
        stays: [
          {
            from: incidentEvent.presentSince,
            until: incidentEvent.presentSince + incidentEvent.trace.dwellMs,
          },
        ],
      },
    ]);
  });

  it.each<[string, IncidentEvent['event'][], number | null]>([
    ['is open', ['opened'], null],
    ['was told of again is open', ['opened', 'still-there'], null],
    ['was cleared is not', ['opened', 'cleared'], at + 1000],
    ['came back is open again', ['opened', 'cleared', 'opened'], null],
    ['came back and went again ended then', ['opened', 'cleared', 'opened', 'cleared'], at + 3000],
  ])('one that %s', (_, names, clearedAt) => {
    const [incident] = incidentList(names.map((name, index) => event(name, index)));
    expect(incident).toMatchObject({ openedAt: at, clearedAt });
  });

  it('is in order of opening', () => {
    const events = ['b', 'a', 'b', 'c'].map((incidentId, index) =>
      event('opened', index, { incidentId }),
    );
    expect(incidentList(events).map(({ incidentId }) => incidentId)).toEqual(['b', 'a', 'c']);
  });

  it('has each stay without the time between them, and the longest', () => {
    const stay = (presentSince: number, dwellMs: number) => ({
      presentSince,
      trace: { ...incidentEvent.trace, dwellMs },
    });
    const [incident] = incidentList([
      event('opened', 60, stay(at, 60_000)),
      event('still-there', 80, stay(at, 80_000)),
      event('cleared', 120, stay(at, 90_000)),
      event('opened', 180, stay(at + 175_000, 5000)),
    ]);
    expect(incident?.stays).toEqual([
      { from: at, until: at + 90_000 },
      { from: at + 175_000, until: null },
    ]);
    const known = incident ?? { stays: [] };
    expect(longestStayMs(known, at + 186_000)).toBe(90_000);
    expect(longestStayMs(known, at + 400_000)).toBe(225_000);
    expect(longestStayMs({ stays: [] }, at)).toBe(0);
  });
});
