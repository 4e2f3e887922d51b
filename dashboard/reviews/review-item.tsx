// One case that waits for a review: its picture, what and where, until when it waits and what happens then.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ReviewList } from '../../contracts/index.ts';
import { casePictureAddress } from '../api/addresses.ts';
import { Blurable } from '../shared/blurred.tsx';
import { kindText } from '../shared/kind-text.ts';
import { formatDuration } from '../time/duration.ts';
import type { ReviewCommand } from './review-keys.ts';

interface ReviewItemProps {
  review: ReviewList['reviews'][number];
  now: number;
  isCursor: boolean;
  mayJudge: boolean;
  onPoint: (caseId: string) => void;
  onCommand: (caseId: string, command: ReviewCommand) => void;
}

export function ReviewItem({
  review,
  now,
  isCursor,
  mayJudge,
  onPoint,
  onCommand,
}: ReviewItemProps) {
  const { t } = useTranslation();
  const { case: file, until, otherwise } = review;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCursor) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCursor]);
  const place = `/cases/${encodeURIComponent(file.id)}`;
  const left = formatDuration(t, Math.max(0, until - now));
  return (
    <li
      ref={item}
      className="card review-item"
      data-cursor={isCursor}
      data-case={file.id}
      onPointerDown={() => {
        onPoint(file.id);
      }}
    >
      {file.hasPicture && (
        <Blurable>
          <img
            className="review-picture"
            src={casePictureAddress(file.id, 640)}
            alt={`${kindText(t, file.kind)} · ${file.fenceName}`}
            loading="lazy"
          />
        </Blurable>
      )}
      <div className="review-about">
        <Link href={place} className="review-title">
          {kindText(t, file.kind)} · {file.fenceName}
        </Link>
        <span className="muted">
          {file.cameraName} · {file.id}
        </span>
        <span>{t(`reviews.${otherwise}`, { left })}</span>
        {mayJudge && <Verdicts id={file.id} onCommand={onCommand} />}
      </div>
    </li>
  );
}

function Verdicts({ id, onCommand }: { id: string } & Pick<ReviewItemProps, 'onCommand'>) {
  const { t } = useTranslation();
  return (
    <div className="review-verdicts">
      <button
        type="button"
        className="button button-primary button-tall"
        onClick={() => {
          onCommand(id, 'confirm');
        }}
      >
        {t('reviews.confirm')} <kbd aria-hidden="true">y</kbd>
      </button>
      <button
        type="button"
        className="button button-tall"
        onClick={() => {
          onCommand(id, 'dismiss');
        }}
      >
        {t('reviews.dismiss')} <kbd aria-hidden="true">n</kbd>
      </button>
    </div>
  );
}
