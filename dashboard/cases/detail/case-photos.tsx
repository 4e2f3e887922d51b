// People's photos from the report and the steps, oldest first, so that before and after are in one row.
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../contracts/index.ts';
import { casePhotoAddress } from '../../api/addresses.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useSession } from '../../session/session-provider.tsx';
import { Blurable } from '../../shared/blurred.tsx';
import { formatMoment } from '../../time/moment.ts';

export function CasePhotos({ detail: { id, photos = [] } }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { session } = useSession();
  if (photos.length === 0) return null;
  return (
    <section className="card">
      <h2 className="card-title">{t('report.photos')}</h2>
      <ul className="photo-list">
        {photos.map(({ photo, by, at }) => (
          <li key={photo}>
            <a href={casePhotoAddress(id, photo)} target="_blank" rel="noreferrer">
              <Blurable isOwn={by === session.user.username}>
                <img className="photo-small" src={casePhotoAddress(id, photo, 320)} alt={by} />
              </Blurable>
            </a>
            <p className="muted">
              {by}
              <br />
              {formatMoment(at, format)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
