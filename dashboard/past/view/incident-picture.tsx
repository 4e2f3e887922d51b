// What the camera saw of an incident: the glimpse with fence and found place drawn over it, or these alone when no glimpse
// was kept.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fence } from '../../../contracts/index.ts';
import type { BackTestIncident } from '../../../geofences/index.ts';
import { glimpseAddress } from '../../api/addresses.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Overlay } from '../../shared/scene.tsx';
import { formatMoment } from '../../time/moment.ts';

interface IncidentPictureProps {
  cameraId: string;
  incident: Pick<BackTestIncident, 'region' | 'kind'>;
  fence: Fence | null;
  /** When the glimpse was taken; null when there is none. */
  glimpseAt: number | null;
}

export function IncidentPicture({ cameraId, incident, fence, glimpseAt }: IncidentPictureProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const [brokenAt, setBrokenAt] = useState<number | null>(null);
  const shows = glimpseAt !== null && glimpseAt !== brokenAt;
  const fences = fence
    ? [{ id: fence.id, kind: fence.kind, polygon: fence.polygon, open: false }]
    : [];
  return (
    <span className={shows ? 'glimpse' : 'glimpse glimpse-schematic'}>
      {shows && (
        <img
          src={glimpseAddress(cameraId, glimpseAt)}
          alt={t('past.pictureOf', { time: formatMoment(glimpseAt, format) })}
          loading="lazy"
          decoding="async"
          onError={() => {
            setBrokenAt(glimpseAt);
          }}
        />
      )}
      <Overlay fences={fences} region={{ box: incident.region, kind: incident.kind }} />
    </span>
  );
}
