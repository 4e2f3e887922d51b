// How the test of a channel stands, and that in words. Pure.
import type { TFunction } from 'i18next';
import type { ChannelTestAnswer } from '../../contracts/index.ts';
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

/** Reason and detail are the words of the log and of the guide. */
function answerWord(t: TFunction, { outcome, reason, detail, tookMs }: ChannelTestAnswer): string {
  if (outcome === 'delivered') return t('channels.delivered', { ms: tookMs });
  const why = [reason, detail].filter((part) => part !== null && part !== '').join(', ');
  return t(`channels.${outcome}`, { reason: why });
}
