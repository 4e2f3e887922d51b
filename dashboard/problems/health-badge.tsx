// The number of problems, next to the link to the health page. Empty if none is known.
import { useTranslation } from 'react-i18next';
import { useWatch } from '../watch/watch-provider.tsx';
import { countForBadge, groupProblems } from './problem-groups.ts';

export function HealthBadge() {
  const { t } = useTranslation();
  const { problems } = useWatch();
  const { total, severity } = countForBadge(groupProblems(problems.present));
  if (severity === null) return null;
  return (
    <span className="tab-badge" data-severity={severity}>
      <span aria-hidden="true">{total > 99 ? '99+' : total}</span>
      <span className="visually-hidden">{t('health.badge', { total })}</span>
    </span>
  );
}
