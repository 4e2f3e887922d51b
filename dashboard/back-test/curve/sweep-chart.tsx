// Alerts per night over one setting, as a chart. Pressing a point puts its setting into the draft.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SweepSetting } from '../../../geofences/index.ts';
import { formatDuration } from '../../time/duration.ts';
import { formatShare } from '../../shared/trace.ts';
import type { Curve } from '../replay/message.ts';
import { formatPerNight } from '../results/entries.ts';
import { createChartScale, type ChartScale } from './chart-scale.ts';

interface SweepChartProps {
  curve: Curve;
  /** The current setting; null when no point has it. */
  current: number | null;
  onPick?: ((value: number) => void) | undefined;
}

const frame = { width: 400, height: 170, left: 30, right: 16, top: 14, bottom: 26 };

export function SweepChart({ curve, current, onPick }: SweepChartProps) {
  const { t } = useTranslation();
  const heights = curve.points.map(({ perNight }) => perNight);
  const scale = createChartScale(heights, frame);
  const line = heights.map((value, index) => `${scale.x(index)},${scale.y(value)}`).join(' ');
  return (
    <svg
      className="sweep-chart"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="group"
      aria-label={`${t(`backTest.setting-${curve.by}`)}: ${t('backTest.sweepAxis')}`}
    >
      <Grid scale={scale} />
      <polyline className="sweep-line" points={line} />
      {curve.points.map(({ setting, perNight }, index) => (
        <SweepPointMark
          key={setting}
          by={curve.by}
          value={setting}
          perNight={perNight}
          at={{ x: scale.x(index), y: scale.y(perNight) }}
          isCurrent={setting === current}
          onPick={onPick}
        />
      ))}
    </svg>
  );
}

function Grid({ scale }: { scale: ChartScale }) {
  return (
    <g aria-hidden="true">
      {scale.ticks.map((tick) => (
        <g key={tick} className="sweep-grid">
          <path d={`M${frame.left} ${scale.y(tick)}H${frame.width - frame.right}`} />
          <text x={frame.left - 6} y={scale.y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
    </g>
  );
}

interface MarkProps {
  by: SweepSetting;
  value: number;
  perNight: number;
  at: { x: number; y: number };
  isCurrent: boolean;
  onPick: ((value: number) => void) | undefined;
}

function SweepPointMark({ by, value, perNight, at, isCurrent, onPick }: MarkProps) {
  const { t } = useTranslation();
  const text = settingText(t, by, value);
  const said = t('backTest.sweepPoint', {
    setting: t(`backTest.setting-${by}`),
    value: text,
    total: formatPerNight(perNight),
  });
  const label = isCurrent ? `${said} (${t('backTest.sweepNow')})` : said;
  const canPick = onPick !== undefined && !isCurrent;
  const pick = () => {
    if (canPick) onPick(value);
  };
  return (
    <g
      className={isCurrent ? 'sweep-point is-current' : 'sweep-point'}
      data-setting={value}
      role={canPick ? 'button' : 'img'}
      aria-label={canPick ? `${label}. ${t('backTest.propose', { value: text })}` : label}
      tabIndex={canPick ? 0 : undefined}
      onClick={pick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        pick();
      }}
    >
      <title>{label}</title>
      <rect className="sweep-hit" x={at.x - 16} y={0} width={32} height={frame.height} />
      <circle cx={at.x} cy={at.y} r={isCurrent ? 6 : 4} />
      <text className="sweep-value" x={at.x} y={at.y - 9} textAnchor="middle">
        {formatPerNight(perNight)}
      </text>
      <text className="sweep-setting" x={at.x} y={frame.height - 8} textAnchor="middle">
        {shortText(by, value)}
      </text>
    </g>
  );
}

function settingText(t: TFunction, by: SweepSetting, value: number): string {
  if (by === 'dwell') return formatDuration(t, value);
  return by === 'minCount' ? String(value) : formatShare(value);
}

function shortText(by: SweepSetting, value: number): string {
  if (by === 'dwell') return shortDuration(value);
  return by === 'minCount' ? String(value) : formatShare(value).replace('\u00a0', '');
}

/** "45s", "2m": short enough to fit under a point. The label has it in words. */
function shortDuration(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1000}s`;
}
