// The time within a clip of the picture that a video element shows, in ms, while it plays, after a seek and at the start. By the
// browser's report of each picture; where it has none, by the player's own clock.
import { useEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

export interface ShownPicture {
  readonly ms: number;
  /** Time to the next picture, as far as it is known: a step by one picture. */
  readonly stepMs: number;
  readonly isPlaying: boolean;
}

const atStart: ShownPicture = { ms: 0, stepMs: 40, isPlaying: false };

/** A longer time between two pictures is a gap. */
const mostStepMs = 1100;
const stateEvents = ['play', 'pause', 'ended'] as const;

export function usePictureTime(video: RefObject<HTMLVideoElement | null>): ShownPicture {
  const [shown, setShown] = useState(atStart);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const note = (ms: number) => {
      const isPlaying = !element.paused && !element.seeking;
      // Synchronously, so that the drawing appears with its picture and not one picture later.
      flushSync(() => {
        setShown((before) => nextPicture(before, ms, isPlaying));
      });
    };
    const onState = () => {
      setShown((before) => ({ ...before, isPlaying: !element.paused }));
    };
    for (const event of stateEvents) element.addEventListener(event, onState);
    const stop =
      'requestVideoFrameCallback' in element
        ? watchPictures(element, note)
        : watchClock(element, note);
    return () => {
      stop();
      for (const event of stateEvents) element.removeEventListener(event, onState);
    };
  }, [video]);
  return shown;
}

/** The distance is measured only during playback: after a seek any picture may follow. */
export function nextPicture(before: ShownPicture, ms: number, isPlaying: boolean): ShownPicture {
  const apart = ms - before.ms;
  const isStep = isPlaying && apart > 1 && apart <= mostStepMs;
  return { ...before, ms, stepMs: isStep ? apart : before.stepMs };
}

type Note = (ms: number) => void;

function watchPictures(element: HTMLVideoElement, note: Note): () => void {
  let waiting = 0;
  const onPicture: VideoFrameRequestCallback = (_, { mediaTime }) => {
    note(mediaTime * 1000);
    waiting = element.requestVideoFrameCallback(onPicture);
  };
  waiting = element.requestVideoFrameCallback(onPicture);
  return () => {
    element.cancelVideoFrameCallback(waiting);
  };
}

const clockEvents = ['timeupdate', 'seeked', 'loadeddata'] as const;

function watchClock(element: HTMLVideoElement, note: Note): () => void {
  const onClock = () => {
    note(element.currentTime * 1000);
  };
  for (const event of clockEvents) element.addEventListener(event, onClock);
  return () => {
    for (const event of clockEvents) element.removeEventListener(event, onClock);
  };
}
