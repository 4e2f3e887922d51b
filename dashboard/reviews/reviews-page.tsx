// The review queue: cases that wait for a review, as pictures; one key gives a verdict.
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../shared/failure-note.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { Page } from '../shared/page.tsx';
import { useNow } from '../time/clock.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { ReviewItem } from './review-item.tsx';
import { useReviews } from './use-reviews.ts';
import './reviews.css';

export default function ReviewsPage() {
  const { t } = useTranslation();
  const now = useNow(5000);
  const queue = useReviews();
  const { reviews, failure, refusal, cursor, mayJudge, dismissing } = queue;
  const title = t('reviews.title');
  return (
    <Page
      title={title}
      documentTitle={reviews && reviews.length > 0 ? `(${reviews.length}) ${title}` : title}
    >
      <p className="muted review-keys">{t(mayJudge ? 'reviews.keys' : 'reviews.lookOnly')}</p>
      {failure && <FailureNote failure={failure} onRetry={queue.reload} />}
      <RefusalNote failure={refusal} />
      {reviews?.length === 0 && <p className="card">{t('reviews.none')}</p>}
      <ol className="review-list">
        {reviews?.map((review) => (
          <ReviewItem
            key={review.case.id}
            review={review}
            now={now}
            isCursor={review.case.id === cursor}
            mayJudge={mayJudge}
            onPoint={queue.point}
            onCommand={queue.judge}
          />
        ))}
      </ol>
      {dismissing !== null && (
        <DismissDialog caseId={dismissing} onDismiss={queue.dismiss} onClose={queue.leave} />
      )}
    </Page>
  );
}
