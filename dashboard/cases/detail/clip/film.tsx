// The player of one clip: picture with its drawing, bar, time line, what the picture means for the alert, and why it did not come
// earlier. Full screen shows all of it.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClipCoverage, Kind } from '../../../../contracts/index.ts';
import type { SceneFence } from '../../../shared/scene.tsx';
import { usePageKeys } from '../../../shared/use-page-keys.ts';
import type { ShownOpening } from '../shown-openings.ts';
import type { FenceThenAndNow } from '../use-fence-versions.ts';
import { ClipBar } from './clip-bar.tsx';
import { clipCommandOf, type ClipCommand } from './clip-keys.ts';
import { momentsOf } from './clip-moments.ts';
import { ClipSays } from './clip-says.tsx';
import { ClipLegend, ClipTimeline } from './clip-timeline.tsx';
import { FilmPicture } from './film-picture.tsx';
import { spanOf } from './seen-together.ts';
import { useJudgedThen } from './use-judged-then.ts';
import { usePictureTime, type ShownPicture } from './use-picture-time.ts';
import { useSeen, type DrawnRegion } from './use-seen.ts';
import { WhyEarlier } from './why-earlier.tsx';

export interface FilmProps {
  kind: Kind;
  sighting: ShownOpening;
  fences: readonly SceneFence[];
  region: DrawnRegion | null;
  versions: FenceThenAndNow;
  address: string;
  /** The start of the clip; null for clips of earlier releases, whose pictures have no time. */
  coverage: ClipCoverage | null;
  onFail: () => void;
}

export function Film(props: FilmProps) {
  const { t } = useTranslation();
  const { kind, address, coverage, sighting, fences, region, versions, onFail } = props;
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const picture = usePictureTime(video);
  const seen = useSeen({ sighting, coverage, region, picture });
  const why = useJudgedThen(sighting, versions.then);
  const moments = momentsOf(sighting);
  const { at, observations } = seen;
  const onCommand = (command: ClipCommand) => {
    const alertMs = coverage && moments.alertAt - coverage.startAt;
    if (video.current) runCommand(video.current, picture, alertMs, command);
  };
  usePageKeys(clipCommandOf, onCommand);
  return (
    <div className="clip" ref={frame}>
      <FilmPicture
        {...{ video, sighting, address, fences, region, seen, onFail }}
        hasControls={coverage === null}
        {...(coverage && {
          onPress: () => {
            onCommand({ type: 'play' });
          },
        })}
      />
      <ClipBar
        frame={frame}
        at={at}
        seenAt={seen.seen?.capturedAt ?? null}
        hasSeen={observations.length > 0}
        isPlaying={picture.isPlaying}
        onCommand={onCommand}
      />
      {coverage && at !== null && (
        <>
          <ClipTimeline
            span={spanOf(coverage)}
            missing={coverage.missing}
            {...{ moments, observations, at }}
            region={sighting.region}
            onSeek={(to) => {
              if (video.current) seekTo(video.current, to - coverage.startAt);
            }}
          />
          <ClipLegend />
          <ClipSays kind={kind} opening={sighting} at={at} why={why} />
          <WhyEarlier why={why} />
          <p className="clip-keys">{t('clip.keys')}</p>
        </>
      )}
    </div>
  );
}

/** Seek a little later than requested: just before a picture, browsers show the previous one. */
const laterMs = 2;

function seekTo(video: HTMLVideoElement, ms: number): void {
  video.currentTime = Math.max(0, ms + laterMs) / 1000;
}

function runCommand(
  video: HTMLVideoElement,
  { ms, stepMs }: ShownPicture,
  alertMs: number | null,
  command: ClipCommand,
): void {
  switch (command.type) {
    case 'step':
      video.pause();
      seekTo(video, ms + command.by * stepMs);
      return;
    case 'jump':
      seekTo(video, video.currentTime * 1000 + command.byMs);
      return;
    case 'play':
      if (video.paused) void video.play().catch(() => undefined);
      else video.pause();
      return;
    case 'alert':
      if (alertMs === null) return;
      video.pause();
      seekTo(video, alertMs);
  }
}
