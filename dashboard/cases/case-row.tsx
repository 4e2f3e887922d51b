// One alert in the list: what, where, since when, its state, and a picture. The whole row is a link to the case.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { casePictureAddress } from '../api/addresses.ts';
import type { CaseSummary } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { cropAround } from '../shared/crop.ts';
import { Icon } from '../shared/icon.tsx';
import { KindName } from '../shared/kind-mark.tsx';
import { useMark } from '../shared/own-kinds.ts';
import { Scene } from '../shared/scene.tsx';
import { formatClock } from '../time/moment.ts';
import { AcknowledgedBefore } from './acknowledged-before.tsx';
import { PresenceText, StateChip } from './case-chips.tsx';
import { hasComeBack, lastOpening } from './case-news.ts';
import { placeText } from './case-presence.ts';
import { fromListState } from './from-list.ts';
import { kindText } from '../shared/kind-text.ts';

interface CaseRowProps {
  summary: CaseSummary;
  /** Arrived live: shown with a highlight. */
  arrived: boolean;
}

export const CaseRow = memo(function CaseRow({ summary, arrived }: CaseRowProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { hue } = useMark(summary.kind);
  const classes = ['case-row', summary.present && 'is-present', arrived && 'is-arrived'];
  return (
    <li
      className={classes.filter(Boolean).join(' ')}
      data-kind={summary.kind}
      data-hue={hue}
      data-case={summary.id}
    >
      <Link
        href={`/cases/${encodeURIComponent(summary.id)}`}
        state={fromListState}
        className="case-link"
      >
        <Thumbnail summary={summary} />
        <div className="case-main">
          <KindName kind={summary.kind} />
          <p className="case-place">
            <Icon name="place" />
            <span>
              {summary.cameraName !== '' && (
                <>
                  {summary.cameraName} <span className="dot">·</span>{' '}
                </>
              )}
              {summary.fenceName}
            </span>
            <AlsoSeenBy summary={summary} />
          </p>
        </div>
        <div className="case-when">
          <PresenceText summary={summary} />
          <time className="case-time" dateTime={new Date(lastOpening(summary)).toISOString()}>
            {formatClock(lastOpening(summary), format)}
            {hasComeBack(summary) && ` · ${t('cases.back')}`}
          </time>
        </div>
        <div className="case-state">
          <StateChip summary={summary} />
          <AcknowledgedBefore summary={summary} />
        </div>
        <Icon name="forward" className="case-forward" />
      </Link>
    </li>
  );
});

function AlsoSeenBy({ summary: { alsoSeenBy = [] } }: { summary: CaseSummary }) {
  const { t } = useTranslation();
  if (alsoSeenBy.length === 0) return null;
  const names = alsoSeenBy.map(({ cameraName }) => cameraName).join(', ');
  return (
    <span className="case-also" title={t('cases.alsoSeenBy', { names })}>
      {t('cases.cameraCount', { total: alsoSeenBy.length + 1 })}
    </span>
  );
}

function Thumbnail({ summary }: { summary: CaseSummary }) {
  const { t } = useTranslation();
  const alt = t('cases.pictureOf', {
    kind: kindText(t, summary.kind),
    place: placeText(summary),
  });
  return (
    <div className="case-thumb">
      <Scene
        source={summary.hasPicture ? casePictureAddress(summary.id, 640) : null}
        alt={alt}
        emptyText={t('cases.noPicture')}
        region={{ box: summary.region, kind: summary.kind }}
        crop={cropAround(summary.region)}
      />
    </div>
  );
}
