// The differences between two versions of a fence in words: old and new value.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { differencesOf, type FenceDifference, type ShapeDifference } from './fence-diff.ts';

interface DifferenceListProps {
  before: FenceFile | null;
  after: FenceFile;
}

export function DifferenceList({ before, after }: DifferenceListProps) {
  const { t } = useTranslation();
  const differences = differencesOf(t, before, after);
  if (differences.length === 0) return <p className="setting-hint">{t('fences.compare.same')}</p>;
  return (
    <dl className="differences">
      {differences.map((difference) => (
        <div key={difference.name} className="difference" data-difference={difference.name}>
          <dt>{t(`fences.fact.${difference.name}`)}</dt>
          <dd>
            <Change difference={difference} isNew={before === null} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ difference, isNew }: { difference: FenceDifference; isNew: boolean }) {
  const { t } = useTranslation();
  const { before, after, shape } = difference;
  if (shape) return shapeText(t, shape);
  if (isNew) return after;
  return (
    <>
      <del>{before ?? t('fences.form.usual')}</del>
      <span aria-hidden="true"> → </span>
      <ins>{after ?? t('fences.form.usual')}</ins>
    </>
  );
}

/** "2 points moved, 1 added"; a new order of the same points is a change too. */
function shapeText(t: TFunction, shape: ShapeDifference): string {
  const parts = (['moved', 'added', 'removed'] as const)
    .filter((what) => shape[what] > 0)
    .map((what) => t(`fences.compare.${what}`, { total: shape[what] }));
  return parts.length > 0 ? parts.join(', ') : t('fences.compare.reordered');
}
