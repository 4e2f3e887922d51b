// The bulk actions of the duty desk. Each says which call to make for a case, and for which cases it does not apply. Takes the
// client; every call has its own idempotency key.
import type { Assignee, ListedCase, NewMute } from '../../contracts/index.ts';
import type { Answer } from '../api/answer.ts';
import type { CaseCalls } from '../api/case-calls.ts';
import type { DeskCalls } from '../api/desk-calls.ts';

export const deedNames = ['acknowledge', 'escalate', 'mute', 'assign'] as const;
export type DeedName = (typeof deedNames)[number];

export type Deed =
  | { name: 'acknowledge' }
  | { name: 'escalate'; reason: string }
  | { name: 'mute'; of: 'camera' | 'fence'; until: number; reason: string }
  | { name: 'assign'; to: Assignee; reason: string };

type Calls = Pick<CaseCalls, 'act'> & Pick<DeskCalls, 'addMute'>;
type CallForOne = (one: ListedCase) => Promise<Answer<unknown>>;

/** @param newKey creates a unique key */
export function createDoer(client: Calls, deed: Deed, newKey: () => string): CallForOne {
  switch (deed.name) {
    case 'acknowledge':
      return ({ id }) => client.act(id, { action: 'acknowledge' }, newKey());
    case 'escalate':
      return ({ id }) => client.act(id, { action: 'escalate', reason: deed.reason }, newKey());
    case 'assign':
      return (one) => client.act(one.id, assignment(one, deed), newKey());
    case 'mute':
      return muteOnce(client, deed);
  }
}

/** An unassigned case is dispatched; an assigned one is transferred. */
function assignment({ state }: ListedCase, { to, reason }: Extract<Deed, { name: 'assign' }>) {
  return state === 'accepted'
    ? ({ action: 'dispatch', to, reason } as const)
    : ({ action: 'transfer', to, reason } as const);
}

/** Several cases of one fence need one mute, and share its result. */
function muteOnce(client: Calls, deed: Extract<Deed, { name: 'mute' }>): CallForOne {
  const { of, until, reason } = deed;
  const answers = new Map<string, Promise<Answer<unknown>>>();
  return ({ cameraId, fenceId }) => {
    const mute: NewMute = { of, id: of === 'camera' ? cameraId : fenceId, until, reason };
    const answer = answers.get(mute.id) ?? client.addMute(mute);
    answers.set(mute.id, answer);
    return answer;
  };
}
