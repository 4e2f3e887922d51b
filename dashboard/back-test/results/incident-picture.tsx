// The thumbnail of an incident with fence and region drawn over it; only the drawing if there is no thumbnail.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fence } from '../../../contracts/index.ts';
import type { BackTestIncident } from '../../../geofences/index.ts';
import { thumbnailAddress } from '../../api/addresses.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Overlay } from '../../shared/scene.tsx';
import { formatMoment } from '../../time/moment.ts';

interface IncidentPictureProps {
  cameraId: string;
  incident: Pick<BackTestIncident, 'region' | 'kind'>;
  fence: Fence | null;
  /** When the thumbnail was taken; null when there is none. */
  thumbnailAt: number | null;
}

export function IncidentPicture({ cameraId, incident, fence, thumbnailAt }: IncidentPictureProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const [brokenAt, setBrokenAt] = useState<number | null>(null);
  const shows = thumbnailAt !== null && thumbnailAt !== brokenAt;
  const fences = fence
    ? [{ id: fence.id, kind: fence.kind, polygon: fence.polygon, open: false }]
    : [];
  return (
    <span className={shows ? 'thumbnail' : 'thumbnail thumbnail-schematic'}>
      {shows && (
        <img
          src={thumbnailAddress(cameraId, thumbnailAt)}
          alt={t('backTest.pictureOf', { time: formatMoment(thumbnailAt, format) })}
          loading="lazy"
          decoding="async"
          onError={() => {
            setBrokenAt(thumbnailAt);
          }}
        />
      )}
      <Overlay fences={fences} region={{ box: incident.region, kind: incident.kind }} />
    </span>
  );
}
