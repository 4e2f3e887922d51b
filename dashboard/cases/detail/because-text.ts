// The rule's reason for a case, in one sentence in the reader's language; the engine's own in English.
import type { TFunction } from 'i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { parseTrace } from '../../shared/trace.ts';
import { formatDuration } from '../../time/duration.ts';
import { kindText } from '../../shared/kind-text.ts';

type Judged = Pick<CaseDetail, 'kind' | 'fenceName' | 'reason' | 'trace'>;

export function becauseText(t: TFunction, language: string, judged: Judged): string {
  const { kind, fenceName, reason } = judged;
  const trace = parseTrace(judged.trace);
  if (language === 'en') return reason;
  // A case of an earlier release, whose trace has another form.
  if (trace === null) return t('detail.becauseOnly', { fence: fenceName, kind: kindText(t, kind) });
  return t(`because.${kind}`, { fence: fenceName, duration: formatDuration(t, trace.dwellMs) });
}
