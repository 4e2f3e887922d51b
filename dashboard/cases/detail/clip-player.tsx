// Plays the clip of a case. While it is still being cut it says so; the page looks again by itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseClipAddress, casePictureAddress } from '../../api/addresses.ts';
import type { Box, CaseDetail, Kind } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { Overlay, type SceneFence } from '../../shared/scene.tsx';
import { placeText } from '../case-presence.ts';

interface ClipPlayerProps {
  detail: CaseDetail;
  fences: readonly SceneFence[];
  region: { box: Box; kind: Kind } | null;
}

export function ClipPlayer({ detail, fences, region }: ClipPlayerProps) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  if (!detail.hasClip || failed)
    return (
      <div className="clip-absent" role="status">
        <Icon name={failed ? 'warning' : 'clock'} />
        <p>{t(failed ? 'detail.clipFailed' : 'detail.clipWaiting')}</p>
      </div>
    );
  return (
    <div className="clip">
      <video
        className="clip-video"
        src={caseClipAddress(detail.id)}
        poster={detail.hasPicture ? casePictureAddress(detail.id) : undefined}
        aria-label={`${t('detail.clip')}: ${placeText(detail)}`}
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
  );
}
