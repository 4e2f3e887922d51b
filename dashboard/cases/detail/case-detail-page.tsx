// The page of one alert: picture and clip, next step, facts, the reason, the history, and who was notified.
import { lazy, Suspense } from 'react';
import { getI18n, useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../../shared/page.tsx';
import type { CaseDetail } from '../../../contracts/index.ts';
import { loadPatiently } from '../../shared/load-patiently.ts';
import { FailureNote } from '../../shared/failure-note.tsx';
import { Icon } from '../../shared/icon.tsx';
import { KindMark } from '../../shared/kind-mark.tsx';
import { PresenceText, StateChip } from '../case-chips.tsx';
import { placeText } from '../case-presence.ts';
import { PlaceCard } from '../../responder/place-card.tsx';
import { StepBar } from '../../responder/step-bar.tsx';
import { TimeLeft } from '../../responder/time-left.tsx';
import { AcknowledgedBy } from './acknowledged-by.tsx';
import { becauseText } from './because-text.ts';
import { CameraEvidence } from './camera-evidence.tsx';
import { CasePhotos } from './case-photos.tsx';
import { isFromList } from '../from-list.ts';
import { useCaseDetail, type CaseDetailFeed } from './use-case-detail.ts';
import { kindText } from '../../shared/kind-text.ts';

// What is read, not pressed, loads after the first screen: on a slow line the steps come first.
async function loadMore() {
  const [more] = await Promise.all([
    loadPatiently(() => import('./case-more.tsx')),
    getI18n().loadNamespaces('work'),
  ]);
  return more;
}
const CaseRecord = lazy(async () => ({ default: (await loadMore()).CaseRecord }));

export default function CaseDetailPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const feed = useCaseDetail(id);
  const { detail } = feed;
  return (
    <Page
      title={detail ? <CaseTitle detail={detail} /> : t('detail.caseId')}
      above={<BackLink />}
      documentTitle={detail ? `${kindText(t, detail.kind)} · ${placeText(detail)}` : id}
    >
      {detail ? <CaseBody detail={detail} /> : <CaseAbsent feed={feed} />}
    </Page>
  );
}

function BackLink() {
  const { t } = useTranslation();
  return (
    <Link href="/" className="back-link" onClick={goBackToList}>
      <Icon name="back" />
      {t('detail.back')}
    </Link>
  );
}

function CaseTitle({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  return (
    <span className="detail-title">
      <KindMark kind={detail.kind} size="large" />
      <span>
        {kindText(t, detail.kind)}
        <span className="detail-place">{placeText(detail)}</span>
      </span>
    </span>
  );
}

function CaseAbsent({ feed: { status, failure, retry } }: { feed: CaseDetailFeed }) {
  const { t } = useTranslation();
  if (status === 'failed' && failure) return <FailureNote failure={failure} onRetry={retry} />;
  return (
    <div className="detail" role="status" aria-label={t('app.loading')}>
      <span className="skeleton skeleton-tile" />
    </div>
  );
}

function CaseBody({ detail }: { detail: CaseDetail }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="detail">
      <div className="detail-left">
        <CasePhotos detail={detail} />
        {!detail.report && <CameraEvidence detail={detail} />}
      </div>
      <div className="detail-right">
        <section className="card status-card">
          <div className="status-line">
            <StateChip summary={detail} />
            <PresenceText summary={detail} />
          </div>
          {detail.deadlines && <TimeLeft deadlines={detail.deadlines} />}
          <p className="because">{becauseText(t, i18n.language, detail)}</p>
          <PlaceCard detail={detail} />
          <AcknowledgedBy detail={detail} />
          <StepBar detail={detail} />
        </section>
        <Suspense fallback={null}>
          <CaseRecord detail={detail} />
        </Suspense>
      </div>
    </div>
  );
}

/** Back to the list with its filters and scroll position, if the user came from there. */
function goBackToList(event: { preventDefault: () => void }): void {
  if (!isFromList(history.state)) return;
  event.preventDefault();
  history.back();
}
