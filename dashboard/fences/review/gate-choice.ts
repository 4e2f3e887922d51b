// The review choices of a fence, and the setting that each means. Pure. A setting with another duration, made over the API, is
// shown as the nearest choice.
import type { ReviewGate } from '../../../contracts/index.ts';

export const gateChoices = [
  'site-file',
  'off',
  'send-10',
  'send-30',
  'lapse-10',
  'lapse-30',
] as const;
export type GateChoice = (typeof gateChoices)[number];

const minuteMs = 60_000;

export function ruleOf(choice: GateChoice): ReviewGate['rule'] {
  switch (choice) {
    case 'site-file':
    case 'off':
      return choice;
    case 'send-10':
      return { withinMs: 10 * minuteMs, otherwise: 'send' };
    case 'send-30':
      return { withinMs: 30 * minuteMs, otherwise: 'send' };
    case 'lapse-10':
      return { withinMs: 10 * minuteMs, otherwise: 'lapse' };
    case 'lapse-30':
      return { withinMs: 30 * minuteMs, otherwise: 'lapse' };
  }
}

export function choiceOf(gate: Pick<ReviewGate, 'rule'> | null): GateChoice {
  const { rule } = gate ?? { rule: 'site-file' as const };
  if (rule === 'site-file' || rule === 'off') return rule;
  const isLong = rule.withinMs > 20 * minuteMs;
  if (rule.otherwise === 'send') return isLong ? 'send-30' : 'send-10';
  return isLong ? 'lapse-30' : 'lapse-10';
}
