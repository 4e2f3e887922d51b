// What the rule says of a case, in one sentence of the reader's language; the engine's own where there is none.
import type { TFunction } from 'i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { parseTrace } from '../../shared/trace.ts';
import { formatDuration } from '../../time/duration.ts';

type Judged = Pick<CaseDetail, 'kind' | 'fenceName' | 'reason' | 'trace'>;

export function becauseText(t: TFunction, language: string, judged: Judged): string {
  const { kind, fenceName, reason } = judged;
  const trace = parseTrace(judged.trace);
  if (language === 'en' || trace === null) return reason;
  return t(`because.${kind}`, { fence: fenceName, duration: formatDuration(t, trace.dwellMs) });
}
