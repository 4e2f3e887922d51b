// The nights of a time span, one row each from noon to noon: when the camera was watched, and when alerts were raised.
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeSpan } from '../../api/camera-calls.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { formatDay } from '../../time/moment.ts';
import type { WatchSpan } from '../replay/coverage.ts';
import type { WouldBe } from './entries.ts';
import { nightsIn, placeInNight } from './nights.ts';

interface NightStripProps {
  entries: readonly WouldBe[];
  coverage: readonly WatchSpan[];
  span: TimeSpan;
}

export function NightStrip({ entries, coverage, span }: NightStripProps) {
  const { t } = useTranslation();
  const { timezone } = useMomentFormat();
  const nights = nightsIn(span, timezone).reverse();
  return (
    <div className="nights">
      <h3 className="back-test-subtitle">{t('backTest.nights')}</h3>
      <div className="night-hours" aria-hidden="true">
        {['12', '18', '0', '6', '12'].map((hour, index) => (
          <span key={index}>{hour}</span>
        ))}
      </div>
      <ul className="night-rows">
        {nights.map((night) => (
          <Night key={night.from} night={night} entries={entries} coverage={coverage} />
        ))}
      </ul>
    </div>
  );
}

interface NightProps extends Pick<NightStripProps, 'entries' | 'coverage'> {
  night: TimeSpan;
}

function Night({ night, entries, coverage }: NightProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const own = entries.filter(
    ({ incident }) => incident.openedAt >= night.from && incident.openedAt < night.to,
  );
  const raised = own.filter(({ mark }) => mark !== 'lost').length;
  const day = formatDay(night.from, format);
  const alerts = t('backTest.alerts', { count: raised });
  return (
    <li className="night">
      <span className="night-day">{day}</span>
      <span className="night-line" role="img" aria-label={t('backTest.nightOf', { day, alerts })}>
        {coverage
          .filter(({ from, to }) => to > night.from && from < night.to)
          .map(({ from, to, state }) => (
            <span
              key={from}
              className="night-watch"
              data-state={state}
              style={stretchStyle(placeInNight(from, night), placeInNight(to, night))}
            />
          ))}
        {own.map(({ key, mark, incident }) => (
          <span
            key={key}
            className="night-mark"
            data-mark={mark}
            style={stretchStyle(placeInNight(incident.openedAt, night))}
          />
        ))}
      </span>
      <span className="night-count">{raised}</span>
    </li>
  );
}

function stretchStyle(from: number, to = from): CSSProperties {
  return { left: `${from * 100}%`, width: to > from ? `${(to - from) * 100}%` : undefined };
}
