// The picture of a clip with its drawing: fences, the alert's object, and what was seen at that moment.
import { useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { BlurMark } from '../../../shared/blurred.tsx';
import { Overlay, type SceneFence } from '../../../shared/scene.tsx';
import { SeenGroup } from '../../../shared/seen-group.tsx';
import { placeText } from '../../case-presence.ts';
import type { Sighting } from '../sightings.ts';
import type { DrawnRegion, SeenThen } from './use-seen.ts';

export interface FilmPictureProps {
  video: RefObject<HTMLVideoElement | null>;
  sighting: Sighting;
  address: string;
  fences: readonly SceneFence[];
  /** Null while observations are hidden. */
  region: DrawnRegion | null;
  seen: SeenThen;
  /** If absent, another component controls playback. */
  hasControls: boolean;
  onFail: () => void;
  /** The picture is pressed. */
  onPress?: () => void;
  /** Over the picture. */
  children?: ReactNode;
}

const usualRatio = 16 / 9;

export function FilmPicture(props: FilmPictureProps) {
  const { video, sighting, address, fences, region, onFail, children } = props;
  const { seen, drawn, observations } = props.seen;
  const { t } = useTranslation();
  const [ratio, setRatio] = useState(usualRatio);
  return (
    <div className="clip-picture" style={{ '--ratio': ratio } as CSSProperties}>
      <video
        ref={video}
        className="clip-video"
        src={address}
        poster={sighting.pictureAddress ?? undefined}
        aria-label={`${t('detail.clip')}: ${placeText(sighting)}`}
        controls={props.hasControls}
        controlsList="nofullscreen"
        muted
        playsInline
        preload="auto"
        onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
          if (videoHeight > 0) setRatio(videoWidth / videoHeight);
        }}
        onError={onFail}
        onClick={props.onPress}
      />
      <Overlay fences={fences} region={drawn} />
      {region && observations.length > 0 && (
        <svg
          className="overlay"
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          data-seen-at={seen?.capturedAt}
        >
          <SeenGroup observation={seen} tense="then" />
        </svg>
      )}
      <BlurMark />
      {children}
    </div>
  );
}
