// The state of a channel test, and its text. Pure.
import type { TFunction } from 'i18next';
import { deliveryFaults, type ChannelTestAnswer } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';

export type TestState =
  | { state: 'none' }
  | { state: 'testing' }
  | { state: 'answered'; answer: ChannelTestAnswer }
  /** Dispatch itself did not answer. */
  | { state: 'failed'; failure: Failure };

export function testWord(t: TFunction, state: TestState): string {
  switch (state.state) {
    case 'none':
      return '';
    case 'testing':
      return t('channels.testing');
    case 'failed':
      return t(`failure.${state.failure.reason}`);
    case 'answered':
      return answerWord(t, state.answer);
  }
}

function answerWord(t: TFunction, { outcome, reason, tookMs }: ChannelTestAnswer): string {
  if (outcome === 'delivered') return t('channels.delivered', { ms: tookMs });
  const fault = deliveryFaults.find((one) => one === reason) ?? 'refused';
  return t(`channels.${outcome}`, { reason: t(`deliveryFault.${fault}`) });
}

/** The service's message, for administrators. */
export function testDetail(state: TestState): string {
  return state.state === 'answered' ? (state.answer.detail ?? '') : '';
}
