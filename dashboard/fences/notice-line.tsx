// Announces changes of the fence to users who do not see the picture.
import { useTranslation } from 'react-i18next';
import { percents } from './canvas/ring-shape.tsx';
import type { EditState, Notice } from './edit/edit-model.ts';

export function NoticeLine({ notice }: Pick<EditState, 'notice'>) {
  const { t } = useTranslation();
  // Screen readers skip a repeated text: every other one gets an invisible space.
  const pad = (notice?.number ?? 0) % 2 === 0 ? '' : '\u00a0';
  return (
    <p className="visually-hidden" role="status" data-notice={notice?.what.type}>
      {notice && t(`fences.notice.${notice.what.type}`, valuesOf(notice.what)) + pad}
    </p>
  );
}

function valuesOf(notice: Notice): Record<string, string | number> {
  const { type, ...values } = notice;
  return type === 'point-set' ? { ...values, ...percents([notice.x, notice.y]) } : values;
}
