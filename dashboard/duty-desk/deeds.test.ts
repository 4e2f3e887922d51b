// Which calls a bulk action makes for each case.
import { describe, expect, test } from 'vitest';
import type { CaseAction, ListedCase, NewMute } from '../../contracts/index.ts';
import { createDetail, createSummary } from '../testing/sample-cases.ts';
import { createDoer, type Deed } from './deeds.ts';

function listen() {
  const acts: [string, CaseAction, string][] = [];
  const mutes: NewMute[] = [];
  const client = {
    act: (id: string, action: CaseAction, key: string) => {
      acts.push([id, action, key]);
      return Promise.resolve({ status: 'ok', value: createDetail() } as const);
    },
    addMute: (mute: NewMute) => {
      mutes.push(mute);
      const value = { ...mute, mute: 1, from: 0, author: 'li.na', endedBy: null };
      return Promise.resolve({ status: 'ok', value } as const);
    },
  };
  return { acts, mutes, client };
}

async function doTo(deed: Deed, ...cases: Partial<ListedCase>[]) {
  const { acts, mutes, client } = listen();
  let key = 0;
  const call = createDoer(client, deed, () => `key-${(key += 1)}`);
  for (const part of cases) await call(createSummary(part));
  return { acts, mutes };
}

describe('a bulk action', () => {
  test('acknowledges each with its own key', async () => {
    const { acts } = await doTo({ name: 'acknowledge' }, { id: 'a' }, { id: 'b' });
    expect(acts).toEqual([
      ['a', { action: 'acknowledge' }, 'key-1'],
      ['b', { action: 'acknowledge' }, 'key-2'],
    ]);
  });

  test('escalates with its reason', async () => {
    const { acts } = await doTo({ name: 'escalate', reason: 'nobody comes' }, { id: 'a' });
    expect(acts).toEqual([['a', { action: 'escalate', reason: 'nobody comes' }, 'key-1']]);
  });

  test('dispatches unassigned cases, and transfers assigned ones', async () => {
    const deed = { name: 'assign', to: { person: 'wang' }, reason: 'nearer' } as const;
    const { acts } = await doTo(deed, { state: 'accepted' }, { state: 'acknowledged' });
    expect(acts.map(([, { action }]) => action)).toEqual(['dispatch', 'transfer']);
    expect(acts[1]?.[1]).toEqual({ action: 'transfer', to: { person: 'wang' }, reason: 'nearer' });
  });

  test('mutes each fence or camera once', async () => {
    const deed = { name: 'mute', of: 'fence', until: 9, reason: 'works' } as const;
    const cases = [{ fenceId: 'f1' }, { fenceId: 'f1' }, { fenceId: 'f2' }];
    expect((await doTo(deed, ...cases)).mutes.map(({ id }) => id)).toEqual(['f1', 'f2']);
    const ofCamera = await doTo({ ...deed, of: 'camera' }, ...cases);
    expect(ofCamera.mutes).toEqual([{ of: 'camera', id: 'exit-3', until: 9, reason: 'works' }]);
  });
});
