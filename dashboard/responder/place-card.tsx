// The place of a case in words, and a link to the phone's map.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { mapAddress, placeWords } from './place-words.ts';

export function PlaceCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const words = placeWords(detail);
  const site = session.site?.name ?? '';
  return (
    <div className="place-card">
      <p>
        <Icon name="place" />
        <span>
          {words.join(' · ')}
          {detail.gridCell !== null && <span className="muted code"> {detail.gridCell}</span>}
        </span>
      </p>
      {words.length > 0 && (
        <a className="button" href={mapAddress([site, ...words], navigator.userAgent)}>
          {t('responder.wayThere')}
        </a>
      )}
    </div>
  );
}
