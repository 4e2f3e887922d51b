// Lists pictures and clips of a case that differ from the received files. Shows nothing if all are intact.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';

const mostShown = 4;

export function SpoiltNote({ detail }: { detail: Pick<CaseDetail, 'evidence'> }) {
  const { t } = useTranslation();
  const spoilt = detail.evidence?.spoilt ?? [];
  if (spoilt.length === 0) return null;
  return (
    <div className="note note-danger spoilt-note" role="alert">
      <Icon name="warning" />
      <div>
        <p>{t('spoilt.lead')}</p>
        <ul>
          {spoilt.slice(0, mostShown).map(({ incidentId, opening, name, what }) => (
            <li key={`${incidentId} ${opening} ${name}`}>
              {t(`spoilt.${name}`, { opening })}
              {' · '}
              {t(`spoilt.what.${what}`)}
            </li>
          ))}
          {spoilt.length > mostShown && (
            <li>{t('spoilt.more', { total: spoilt.length - mostShown })}</li>
          )}
        </ul>
      </div>
    </div>
  );
}
