// The part of the requested time that a clip covers: a time line with the gaps, and each gap in words with its reason. Shows
// nothing for a clip without this data; reports a damaged clip.
import { useTranslation } from 'react-i18next';
import {
  clipFaultText,
  type ClipCoverage,
  type ClipFinding,
  type ClipGap,
  type ClipSpan,
} from '../../../../contracts/index.ts';
import { useMomentFormat } from '../../../session/use-moment-format.ts';
import { Icon } from '../../../shared/icon.tsx';
import { formatDuration } from '../../../time/duration.ts';
import { formatClock } from '../../../time/moment.ts';

interface ClipCoverageNoteProps {
  clip: ClipFinding | null | undefined;
  /** False if a time line is above it already. */
  hasLine?: boolean;
}

export function ClipCoverageNote({ clip, hasLine = true }: ClipCoverageNoteProps) {
  const { t } = useTranslation();
  if (clip?.fault)
    return (
      <p className="clip-gap">
        <Icon name="warning" />
        {t('clip.damaged', { where: clipFaultText(clip.fault) })}
      </p>
    );
  const coverage = clip?.coverage;
  if (!coverage || (!hasLine && coverage.missing.length === 0)) return null;
  return (
    <div className="clip-coverage">
      {hasLine && <CoverageLine coverage={coverage} />}
      {coverage.missing.map((gap) => (
        <GapText key={gap.from} gap={gap} asked={coverage.asked} />
      ))}
    </div>
  );
}

/** Only drawn: the text below names the gaps. */
function CoverageLine({ coverage: { asked, missing } }: { coverage: ClipCoverage }) {
  return (
    <div className="clip-line" aria-hidden="true">
      {missing.map((gap) => (
        <span key={gap.from} className="clip-line-gap" style={placeOf(gap, asked)} />
      ))}
    </div>
  );
}

export function placeOf({ from, to }: ClipSpan, asked: ClipSpan): { left: string; width: string } {
  const wholeMs = Math.max(1, asked.to - asked.from);
  const share = (ms: number) => `${((ms / wholeMs) * 100).toFixed(2)}%`;
  return { left: share(from - asked.from), width: share(to - from) };
}

function GapText({ gap, asked }: { gap: ClipGap; asked: ClipSpan }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { from, to, reason } = gap;
  const values = {
    duration: formatDuration(t, Math.max(1000, Math.round((to - from) / 1000) * 1000)),
    from: formatClock(from, format),
    to: formatClock(to, format),
    reason: t(`clip.reason.${reason}`),
  };
  return (
    <p className="clip-gap">
      <Icon name="warning" />
      {t(`clip.${gapPlace(gap, asked)}`, values)}
    </p>
  );
}

export function gapPlace(
  { from, to }: ClipSpan,
  asked: ClipSpan,
): 'beginsLate' | 'endsEarly' | 'gap' | 'none' {
  if (from <= asked.from && to >= asked.to) return 'none';
  if (from <= asked.from) return 'beginsLate';
  return to >= asked.to ? 'endsEarly' : 'gap';
}
