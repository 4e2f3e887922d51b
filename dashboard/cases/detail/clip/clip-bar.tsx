// Below a clip: when the picture was taken, when it was looked at, steps by one picture, and the full screen, in which all of this
// and the drawing stay.
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../../../session/use-moment-format.ts';
import { Icon } from '../../../shared/icon.tsx';
import { usePageKeys, type KeyPlace } from '../../../shared/use-page-keys.ts';
import { formatFineClock } from '../../../time/moment.ts';
import type { ShownPicture } from './use-picture-time.ts';

export interface ClipBarProps {
  video: RefObject<HTMLVideoElement | null>;
  /** What fills the screen. */
  frame: RefObject<HTMLDivElement | null>;
  picture: ShownPicture;
  /** When the picture was taken, epoch ms; null where the clip does not tell. */
  at: number | null;
  /** When the observation was made that is drawn; null when there is none for this picture. */
  seenAt: number | null;
  /** Whether observations of the clip's time have come. */
  hasSeen: boolean;
}

export function ClipBar({ video, frame, picture, at, seenAt, hasSeen }: ClipBarProps) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const step = (by: Step) => {
    if (video.current) showPicture(video.current, picture.ms + by * picture.stepMs);
  };
  usePageKeys(stepOfKey, step);
  return (
    <div className="clip-bar">
      <StepButton by={-1} onStep={step} />
      <StepButton by={1} onStep={step} />
      {at !== null && (
        <span className="clip-time" data-at={Math.round(at)}>
          {formatFineClock(at, format)}
        </span>
      )}
      <span className="clip-seen muted">
        {hasSeen ? <SeenText at={at} seenAt={seenAt} /> : t('clip.still')}
      </span>
      {document.fullscreenEnabled && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('clip.fullScreen')}
          title={t('clip.fullScreen')}
          onClick={() => {
            void toggleFullScreen(frame.current);
          }}
        >
          <Icon name="fit" />
        </button>
      )}
    </div>
  );
}

function SeenText({ at, seenAt }: Pick<ClipBarProps, 'at' | 'seenAt'>) {
  const { t } = useTranslation();
  if (at === null || seenAt === null) return t('clip.notLooked');
  const seconds = Math.max(0, at - seenAt) / 1000;
  if (seconds < 0.1) return t('clip.lookedNow');
  return t('clip.looked', { seconds: seconds.toFixed(1) });
}

type Step = 1 | -1;

function StepButton({ by, onStep }: { by: Step; onStep: (by: Step) => void }) {
  const { t } = useTranslation();
  const label = t(by > 0 ? 'clip.next' : 'clip.previous');
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => {
        onStep(by);
      }}
    >
      <Icon name={by > 0 ? 'forward' : 'back'} />
    </button>
  );
}

/** Comma and full stop, as video players have them. */
export function stepOfKey(
  { key }: Pick<KeyboardEvent, 'key'>,
  { isTyping }: KeyPlace,
): Step | null {
  if (isTyping) return null;
  if (key === '.') return 1;
  return key === ',' ? -1 : null;
}

/** A little later than asked: just before a picture, the one before it is shown. */
const laterMs = 2;

function showPicture(video: HTMLVideoElement, ms: number): void {
  video.pause();
  video.currentTime = Math.max(0, ms + laterMs) / 1000;
}

async function toggleFullScreen(frame: HTMLDivElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await frame?.requestFullscreen();
}
