// The time line of a clip: when the camera was looked at and the object was seen, how long it stood until the alert, gaps, and the
// picture that is shown. It is a slider: by mouse, finger and arrow keys.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box, ClipCoverage, Observation } from '../../../../contracts/index.ts';
import { useMomentFormat } from '../../../session/use-moment-format.ts';
import { formatClock } from '../../../time/moment.ts';
import { placeOf } from './clip-coverage.tsx';
import type { AlertMoments } from './clip-moments.ts';
import { objectIn } from './observation-at.ts';
import type { FilmSpan } from './seen-together.ts';

export interface ClipTimelineProps {
  span: FilmSpan;
  missing: ClipCoverage['missing'];
  moments: AlertMoments;
  observations: readonly Observation[];
  /** Of the alert. */
  region: Box;
  at: number;
  onSeek: (at: number) => void;
}

export function ClipTimeline(props: ClipTimelineProps) {
  const { span, missing, moments, at, onSeek } = props;
  const { t } = useTranslation();
  const format = useMomentFormat();
  const dwell = moments.restedAt !== null && within(span, moments.restedAt, moments.alertAt);
  return (
    <div className="clip-timeline">
      <div className="clip-line" aria-hidden="true">
        {dwell && <span className="clip-line-dwell" style={placeOf(dwell, span)} />}
        {missing.map((gap) => (
          <span key={gap.from} className="clip-line-gap" style={placeOf(gap, span)} />
        ))}
        <LookMarks {...props} />
        {moments.alertAt >= span.from && moments.alertAt <= span.to && (
          <span className="clip-line-alert" style={pointAt(moments.alertAt, span)} />
        )}
        <span className="clip-line-now" style={pointAt(at, span)} />
      </div>
      <input
        type="range"
        aria-label={t('clip.timeline')}
        aria-valuetext={formatClock(at, format)}
        min={span.from}
        max={span.to}
        step={100}
        value={Math.min(span.to, Math.max(span.from, at))}
        onChange={({ currentTarget }) => {
          onSeek(Number(currentTarget.value));
        }}
      />
    </div>
  );
}

/** What is drawn on the line, in words. */
export function ClipLegend() {
  const { t } = useTranslation();
  return (
    <p className="clip-legend">
      {(['look', 'dwell', 'alert'] as const).map((name) => (
        <span key={name} className={`clip-legend-${name}`}>
          {t(`clip.legend.${name}`)}
        </span>
      ))}
    </p>
  );
}

/** The part of a time that a clip covers; null when it covers none of it. */
export function within(span: FilmSpan, from: number, to: number): FilmSpan | null {
  const part = { from: Math.max(from, span.from), to: Math.min(to, span.to) };
  return part.from < part.to ? part : null;
}

function pointAt(at: number, span: FilmSpan) {
  return { left: placeOf({ from: at, to: at }, span).left };
}

/** A mark at each look; longer where the object of the alert was seen. */
function LookMarks({ span, observations, region }: ClipTimelineProps) {
  const path = useMemo(() => {
    const inside = observations.filter((one) => one.capturedAt >= span.from);
    const marks = inside.map((one) => {
      const x = ((one.capturedAt - span.from) / Math.max(1, span.to - span.from)) * 1000;
      return `M${x.toFixed(1)} 10V${objectIn(one, region) ? 0 : 6}`;
    });
    return marks.join('');
  }, [span.from, span.to, observations, region]);
  return (
    <svg className="clip-line-looks" viewBox="0 0 1000 10" preserveAspectRatio="none">
      <path d={path} />
    </svg>
  );
}
