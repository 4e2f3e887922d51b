// The decisions of the responder's page: the next step, one-press steps, the place, missing input.
import { describe, expect, test } from 'vitest';
import type { ResponderStep } from '../offline/queued-step.ts';
import { createDetail } from '../testing/sample-cases.ts';
import { actionOf, lackOf, type Filled } from './fill-action.ts';
import { nextSteps } from './next-steps.ts';
import { mapAddress, placeWords } from './place-words.ts';

describe('the next step', () => {
  const step = (actions: ResponderStep[], ...queued: ResponderStep[]) =>
    nextSteps(
      createDetail({ actions }),
      'responder',
      queued.map((action) => ({ action: { action } as never })),
    );
  test.each([
    ['taking it on', ['escalate', 'handle', 'arrive', 'acknowledge'], [], 'acknowledge'],
    ['being there', ['arrive', 'handle'], [], 'arrive'],
    ['having seen to it', ['handle'], [], 'handle'],
    ['nothing', [], [], null],
    ['nothing of what is not for a phone', ['escalate'], [], null],
    [
      'arriving, once taking it on is queued',
      ['acknowledge', 'arrive', 'handle'],
      ['acknowledge'],
      'arrive',
    ],
    [
      'handling it, once both are queued',
      ['acknowledge', 'arrive', 'handle'],
      ['acknowledge', 'arrive'],
      'handle',
    ],
    ['nothing once all steps are queued', ['handle', 'escalate'], ['handle'], null],
  ] as [string, ResponderStep[], ResponderStep[], ResponderStep | null][])(
    'is %s',
    (_, actions, queued, next) => {
      expect(step(actions, ...queued).next).toBe(next);
    },
  );

  test('leaves the others in a fixed order', () => {
    expect(step(['escalate', 'void', 'acknowledge']).others).toEqual(['void', 'escalate']);
  });

  test('is null for an auditor, whatever dispatch allows', () => {
    const detail = createDetail({ actions: ['acknowledge'] });
    expect(nextSteps(detail, 'auditor', [])).toEqual({ next: null, others: [] });
  });

  test.each([
    ['dispatched', null, 'acknowledge'],
    ['acknowledged', 5, null],
    ['closed', null, null],
  ] as const)('with a dispatch that does not say: %s', (state, acknowledgedAt, next) => {
    const detail = createDetail({ state, acknowledgedAt });
    expect(nextSteps(detail, 'responder', []).next).toBe(next);
  });
});

describe('the place', () => {
  test('is listed without duplicates, from wide to narrow', () => {
    const words = placeWords({
      cameraName: '3号楼',
      fenceName: '东门',
      place: '东门',
      report: null,
    });
    expect(words).toEqual(['3号楼', '东门']);
  });

  test("of a report is the reporter's text", () => {
    const where = { text: '菜市场北口' };
    const report = { by: 'a', at: 1, where, note: null, photos: [] };
    expect(placeWords({ cameraName: '', fenceName: '', report })).toEqual(['菜市场北口']);
  });

  test.each([
    ['Mozilla/5.0 (Linux; Android 15)', 'geo:0,0?q='],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 'maps:?q='],
  ])('is asked of the map that %s has', (agent, start) => {
    expect(mapAddress(['街道', '', 'a&b'], agent)).toBe(
      `${start}${encodeURIComponent('街道 a&b')}`,
    );
  });
});

describe('a form', () => {
  const filled: Filled = {
    step: 'handle',
    why: null,
    person: '',
    note: ' ',
    photos: 0,
    until: 0,
  };
  test.each<[string, Partial<Filled>, boolean, string | null]>([
    ['handled needs nothing where a camera looks', {}, false, null],
    ['handled needs a photo where none does', {}, true, 'photo-missing'],
    ['handled with a photo', { photos: 1 }, true, null],
    ['not a matter needs a reason of the list', { step: 'void' }, false, 'reason-missing'],
    ['not a matter with one', { step: 'void', why: 'permitted' }, false, null],
    ['handing over needs somebody', { step: 'transfer', note: 'x' }, false, 'person-missing'],
    ['handing over needs a reason', { step: 'transfer', person: 'wang' }, false, 'reason-missing'],
    ['passing up needs a reason', { step: 'escalate' }, false, 'reason-missing'],
  ])('%s', (_, part, isWithoutCamera, lack) => {
    expect(lackOf({ ...filled, ...part }, isWithoutCamera)).toBe(lack);
  });

  test('becomes the action, with its input', () => {
    expect(actionOf(filled)).toEqual({ action: 'handle' });
    expect(actionOf({ ...filled, note: ' swept ' })).toEqual({ action: 'handle', reason: 'swept' });
    expect(actionOf({ ...filled, step: 'void', why: 'permitted' })).toEqual({
      action: 'void',
      why: 'permitted',
    });
    const over = { ...filled, step: 'transfer', person: 'wang', note: 'ill' } as const;
    expect(actionOf(over)).toEqual({ action: 'transfer', to: { person: 'wang' }, reason: 'ill' });
  });
});
