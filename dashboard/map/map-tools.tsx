// Above the map: open cases or the heat of a month, and the switch to edit.
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { monthsUpTo } from '../supervision/spans.ts';
import { dayOf } from '../time/day.ts';
import type { MapPageState } from './use-map-page.ts';

export function MapTools({ state, mayEdit }: { state: MapPageState; mayEdit: boolean }) {
  const { t } = useTranslation();
  const { session, timezone } = useSession();
  const { choice, choose, now } = state;
  const months = monthsUpTo(dayOf(now, timezone), 12);
  const shown =
    choice.month === null || months.includes(choice.month) ? months : [choice.month, ...months];
  return (
    <div className="filters map-tools" role="group" aria-label={t('map.tools')}>
      {session.user.role !== 'responder' && (
        <select
          className="select"
          aria-label={t('map.what')}
          value={choice.month ?? ''}
          onChange={(event) => {
            choose({ month: event.target.value || null });
          }}
        >
          <option value="">{t('map.openCases')}</option>
          {shown.map((month) => (
            <option key={month} value={month}>
              {t('map.heatOf', { month })}
            </option>
          ))}
        </select>
      )}
      {mayEdit && (
        <button
          type="button"
          className="button"
          aria-pressed={choice.isEditing}
          onClick={() => {
            choose({ isEditing: !choice.isEditing });
          }}
        >
          <Icon name="polygon" />
          {t('map.edit')}
        </button>
      )}
    </div>
  );
}
