// Which case an incident joins: by kind, place and time, and by what its own fence has separated.
import { describe, expect, it } from 'vitest';
import type { Alert, CaseState } from '../../contracts/index.ts';
import { anAlert, sundayMorning, type AlertParts } from '../testing/alerts.ts';
import type { CaseFolder } from './case-record.ts';
import { decideAlert } from './decide-alert.ts';
import { unknownFence } from './fence-terms.ts';
import { beginIncident } from './incident-record.ts';
import { caseToJoin } from './join-case.ts';

const minute = 60_000;
const terms = { reopenWithinMs: minute };
const place = 'north-stairs';

/** An alert of the second camera, seen from `since` until now, in minutes of that morning. */
function second(since: number, parts: AlertParts = {}): Alert {
  const presentSince = sundayMorning + since * minute;
  const openedAt = presentSince + minute;
  const capturedAt = presentSince + minute;
  const other = { incidentId: 'stairs-1', cameraId: 'stairs', fenceId: 'foot' };
  return anAlert({ ...other, place, presentSince, openedAt, capturedAt, ...parts });
}

/** A case of the first camera: present from minute 0, clear from minute `until` if given. */
function folder(until: number | null = null, parts: AlertParts & { id?: string } = {}): CaseFolder {
  const { id = 'c-1', ...rest } = parts;
  const presentSince = sundayMorning;
  const first = anAlert({ place, presentSince, capturedAt: sundayMorning + minute, ...rest });
  const decided = decideAlert({
    alert: first,
    current: null,
    caseId: id,
    fence: unknownFence,
    at: 0,
  });
  if (until === null) return { case: decided.case, incidents: [decided.incident] };
  const clearedAt = sundayMorning + until * minute;
  const seen = { present: false, clearedAt };
  return { case: { ...decided.case, ...seen }, incidents: [{ ...decided.incident, ...seen }] };
}

const inState = (one: CaseFolder, state: CaseState) => ({ ...one, case: { ...one.case, state } });

describe('caseToJoin', () => {
  it('finds nothing without cases', () => {
    expect(caseToJoin(second(0), [], terms)).toBeNull();
  });

  it.each<[string, Alert, CaseFolder, boolean]>([
    ['what another camera sees at the same time', second(2), folder(), true],
    ['what another camera saw before', second(-3), folder(), false],
    ['what another camera sees up to when it begins', second(-1), folder(), true],
    ['what began earlier and reaches into it', second(-1.5), folder(), true],
    ['what begins when it has just been cleared', second(10.9), folder(10), true],
    ['what begins when it was cleared for longer than that', second(11.1), folder(10), false],
    ['what comes while it is silent, but not for long', second(30), folder(), true],
    ['what comes when nobody has heard of it for three repeats', second(33), folder(), false],
    ['another kind', second(2, { kind: 'debris-pile' }), folder(), false],
    ['another place', second(2, { place: 'south-stairs' }), folder(), false],
    ['no place', second(2, { place: null }), folder(null, { place: null }), false],
    ['an alert without a place', second(2, { place: null }), folder(), false],
    ['what its own fence holds apart', second(2, { fenceId: 'exit-3-floor' }), folder(), false],
    ['another fence of the same camera', second(2, { cameraId: 'exit-3' }), folder(), true],
    ['a case that is acknowledged', second(2), inState(folder(), 'acknowledged'), true],
    ['a case that is closed, just now', second(10), inState(folder(10), 'closed'), true],
    ['a case that is closed, long ago', second(60), inState(folder(10), 'closed'), false],
    ['a case that was no matter', second(2), inState(folder(), 'void'), false],
    ['a case that is deferred', second(2), inState(folder(), 'deferred'), true],
  ])('%s: joins or not', (_, alert, known, joins) => {
    expect(caseToJoin(alert, [known], terms)).toBe(joins ? known : null);
  });

  it('uses the re-open time of its own fence', () => {
    const known = folder(10);
    expect(caseToJoin(second(14), [known], { reopenWithinMs: 5 * minute })).toBe(known);
    expect(caseToJoin(second(14), [known], { reopenWithinMs: 3 * minute })).toBeNull();
  });

  it('makes two cases of two objects that both cameras see, each joined by time', () => {
    const early = folder(null, { id: 'c-1', openedAt: sundayMorning });
    const late = folder(null, { id: 'c-2', openedAt: sundayMorning + 5 * minute });
    const alert = second(3.5);
    expect(caseToJoin(alert, [early, late], terms)).toBe(late);
    const taken = beginIncident(second(3.5, { incidentId: 'stairs-2' }), 'c-2', unknownFence);
    const full = { ...late, incidents: [...late.incidents, taken] };
    expect(caseToJoin(alert, [early, full], terms)).toBe(early);
  });

  it('lets a fence rejoin a case that another fence has seen all the time', () => {
    const [, before] = [second(1), second(1, { sequence: 2, event: 'cleared' })];
    const gone = beginIncident(before, 'c-1', unknownFence);
    const known = folder();
    const both = { ...known, incidents: [...known.incidents, gone] };
    const again = second(20, { incidentId: 'stairs-2' });
    expect(caseToJoin(again, [both], terms)).toBe(both);
  });
});
