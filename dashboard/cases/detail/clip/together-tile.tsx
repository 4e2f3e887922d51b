// One camera among those that play together: its picture of the moment with its drawing, or why it has none.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClipCoverage, Kind } from '../../../../contracts/index.ts';
import { Icon } from '../../../shared/icon.tsx';
import type { SceneFence } from '../../../shared/scene.tsx';
import type { Layer } from '../layer-toggles.tsx';
import type { ShownOpening } from '../shown-openings.ts';
import { FilmPicture } from './film-picture.tsx';
import { Playable } from '../../../shared/playable.tsx';
import { heldAt, type Held } from './seen-together.ts';
import type { CommonClock } from './use-common-clock.ts';
import { useFollowClock } from './use-follow-clock.ts';
import { usePictureTime } from './use-picture-time.ts';
import { useSeen } from './use-seen.ts';

interface TogetherTileProps {
  kind: Kind;
  opening: ShownOpening;
  hidden: ReadonlySet<Layer>;
  clock: CommonClock;
  /** The distance between its pictures: a step is one picture of the first camera. */
  onStepMs?: (stepMs: number) => void;
}

export function TogetherTile(props: TogetherTileProps) {
  const { opening } = props;
  const { t } = useTranslation();
  const { clipAddress, clip, cameraName, fenceName } = opening;
  const coverage = clip?.coverage ?? null;
  const isAbsent = clipAddress === null || coverage === null;
  return (
    <figure className="together-tile" data-camera={opening.cameraId}>
      {isAbsent ? (
        <NoPicture text={t('clip.together.noClip')} />
      ) : (
        <Playable address={clipAddress} clip={clip}>
          {(address, onFail) => (
            <TileFilm {...props} key={address} {...{ address, coverage, onFail }} />
          )}
        </Playable>
      )}
      <figcaption>
        <strong>{cameraName}</strong> <span className="muted">{fenceName}</span>
      </figcaption>
    </figure>
  );
}

interface TileFilmProps extends TogetherTileProps {
  address: string;
  coverage: ClipCoverage;
  onFail: () => void;
}

function TileFilm({ kind, opening, hidden, clock, ...film }: TileFilmProps) {
  const { address, coverage, onFail, onStepMs } = film;
  const video = useRef<HTMLVideoElement>(null);
  const picture = usePictureTime(video);
  useFollowClock(video, { name: opening.cameraId, coverage, clock });
  useEffect(() => {
    onStepMs?.(picture.stepMs);
  }, [onStepMs, picture.stepMs]);
  const region = hidden.has('region') ? null : { box: opening.region, kind };
  const seen = useSeen({ sighting: opening, coverage, region, picture });
  const held = heldAt(coverage, clock.at);
  return (
    <FilmPicture
      {...{ video, address, region, seen, onFail }}
      sighting={opening}
      fences={hidden.has('fence') ? [] : [fenceOf(kind, opening)]}
      hasControls={false}
    >
      {held !== 'picture' && <HeldNote held={held} />}
    </FilmPicture>
  );
}

function fenceOf(kind: Kind, { fenceId, polygon }: ShownOpening): SceneFence {
  return { id: fenceId, kind, polygon, open: false };
}

function HeldNote({ held }: { held: Exclude<Held, 'picture'> }) {
  const { t } = useTranslation();
  const isOutside = held === 'before' || held === 'after';
  return (
    <NoPicture
      text={
        isOutside
          ? t(`clip.together.${held}`)
          : t('clip.together.gap', { reason: t(`clip.reason.${held}`) })
      }
    />
  );
}

function NoPicture({ text }: { text: string }) {
  return (
    <p className="together-none" data-no-picture="">
      <Icon name="no-picture" />
      <span>{text}</span>
    </p>
  );
}
