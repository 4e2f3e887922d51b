// Plays the clip of a case, with what was seen in each picture drawn over it. While it is not ready it says so; the page loads again
// by itself.
import { useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box, ClipCoverage, Kind } from '../../../../contracts/index.ts';
import { Icon } from '../../../shared/icon.tsx';
import { Overlay, type SceneFence } from '../../../shared/scene.tsx';
import { SeenGroup } from '../../../shared/seen-group.tsx';
import { useNow } from '../../../time/clock.tsx';
import { placeText } from '../../case-presence.ts';
import type { Sighting } from '../sightings.ts';
import { ClipBar } from './clip-bar.tsx';
import { ClipCoverageNote } from './clip-coverage.tsx';
import { objectIn, observationAt } from './observation-at.ts';
import { useObservations } from './use-observations.ts';
import { usePictureTime } from './use-picture-time.ts';

interface ClipPlayerProps {
  sighting: Sighting;
  fences: readonly SceneFence[];
  region: { box: Box; kind: Kind } | null;
}

/** The longest time after an alert that a site can ask for is five minutes; then the clip is cut and sent. */
const overdueMs = 10 * 60_000;

export function ClipPlayer(props: ClipPlayerProps) {
  const { sighting } = props;
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const { clipAddress } = sighting;
  const isOverdue = useNow(30_000) - sighting.openedAt > overdueMs;
  if (clipAddress === null || failed)
    return (
      <div className="clip-absent" role="status">
        <Icon name={failed || isOverdue ? 'warning' : 'clock'} />
        <p>{t(`detail.${absenceOf(failed, isOverdue)}`)}</p>
        <ClipCoverageNote clip={sighting.clip} />
      </div>
    );
  return (
    <>
      <Film
        {...props}
        key={clipAddress}
        address={clipAddress}
        coverage={sighting.clip?.coverage ?? null}
        onFail={() => {
          setFailed(true);
        }}
      />
      <ClipCoverageNote clip={sighting.clip} />
    </>
  );
}

function absenceOf(failed: boolean, isOverdue: boolean) {
  if (failed) return 'clipFailed';
  return isOverdue ? 'clipOverdue' : 'clipWaiting';
}

interface FilmProps extends ClipPlayerProps {
  address: string;
  /** Says when the clip begins; null for clips of earlier releases, whose pictures have no time. */
  coverage: ClipCoverage | null;
  onFail: () => void;
}

const usualRatio = 16 / 9;

function Film({ address, coverage, sighting, fences, region, onFail }: FilmProps) {
  const { t } = useTranslation();
  const [ratio, setRatio] = useState(usualRatio);
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const picture = usePictureTime(video);
  const observations = useObservations(sighting.cameraId, coverage);
  const at = coverage && coverage.startAt + picture.ms;
  const seen = at === null ? null : observationAt(observations, at);
  const object = seen && objectIn(seen, sighting.region);
  const hasSeen = observations.length > 0;
  const drawn = region && hasSeen ? object && { ...region, box: object } : region;
  return (
    <div className="clip" ref={frame}>
      <div className="clip-picture" style={{ '--ratio': ratio } as CSSProperties}>
        <video
          ref={video}
          className="clip-video"
          src={address}
          poster={sighting.pictureAddress ?? undefined}
          aria-label={`${t('detail.clip')}: ${placeText(sighting)}`}
          controls
          controlsList="nofullscreen"
          muted
          playsInline
          preload="auto"
          onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
            if (videoHeight > 0) setRatio(videoWidth / videoHeight);
          }}
          onError={onFail}
        />
        <Overlay fences={fences} region={drawn} />
        {region && hasSeen && (
          <svg
            className="overlay"
            viewBox="0 0 1 1"
            preserveAspectRatio="none"
            data-seen-at={seen?.capturedAt}
          >
            <SeenGroup observation={seen} tense="then" />
          </svg>
        )}
      </div>
      <ClipBar
        video={video}
        frame={frame}
        picture={picture}
        at={at}
        seenAt={seen?.capturedAt ?? null}
        hasSeen={hasSeen}
      />
    </div>
  );
}
