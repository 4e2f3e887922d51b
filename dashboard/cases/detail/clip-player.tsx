// Plays the clip of a case. While it is not ready it says so; the page loads again by itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box, Kind } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { Overlay, type SceneFence } from '../../shared/scene.tsx';
import { placeText } from '../case-presence.ts';
import { ClipCoverageNote } from './clip-coverage.tsx';
import type { Sighting } from './sightings.ts';

interface ClipPlayerProps {
  sighting: Sighting;
  fences: readonly SceneFence[];
  region: { box: Box; kind: Kind } | null;
}

export function ClipPlayer({ sighting, fences, region }: ClipPlayerProps) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const { clipAddress, pictureAddress } = sighting;
  if (clipAddress === null || failed)
    return (
      <div className="clip-absent" role="status">
        <Icon name={failed ? 'warning' : 'clock'} />
        <p>{t(failed ? 'detail.clipFailed' : 'detail.clipWaiting')}</p>
        <ClipCoverageNote clip={sighting.clip} />
      </div>
    );
  return (
    <>
      <div className="clip">
        <video
          className="clip-video"
          src={clipAddress}
          poster={pictureAddress ?? undefined}
          aria-label={`${t('detail.clip')}: ${placeText(sighting)}`}
          controls
          muted
          playsInline
          preload="metadata"
          onError={() => {
            setFailed(true);
          }}
        />
        <Overlay fences={fences} region={region} />
      </div>
      <ClipCoverageNote clip={sighting.clip} />
    </>
  );
}
