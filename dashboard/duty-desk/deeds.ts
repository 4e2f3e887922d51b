// What the desk does to many cases at once. Each deed says what is called for one case, and which case it is not for.
// Takes the client; every call has a key of its own, so that a repeat is harmless.
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

/** @param newKey makes a key that was never used before */
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

/** What nobody has been given yet goes out; what somebody has goes to somebody else. */
function assignment({ state }: ListedCase, { to, reason }: Extract<Deed, { name: 'assign' }>) {
  return state === 'accepted'
    ? ({ action: 'dispatch', to, reason } as const)
    : ({ action: 'transfer', to, reason } as const);
}

/** Several cases of one fence need one mute, and all share its answer. */
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
