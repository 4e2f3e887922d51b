// One shape of the zoo: what the stream is like and how its camera behaves, and what the edge is expected to make of it.
// Data only; shapes.ts and matrix.ts make them.
import type { ProblemCode } from '../../contracts/index.ts';
import type { CameraStatus } from '../../contracts/camera-status.ts';
import type { DecodeMode } from '../../edge/capture/capture-plan.ts';
import type { RtspCameraOptions } from '../../e2e/servers/rtsp-camera/rtsp-camera.ts';
import type { FilmWishes } from '../../e2e/servers/rtsp-camera/film.ts';

/** What a good camera would not bring about, and is no fault of the edge. */
export type Allowance = 'gaps' | 'damaged-pictures' | 'reconnects';

export type Expectation =
  | {
      served: true;
      decode: DecodeMode;
      allow: readonly Allowance[];
      /** What has to be said although it works. */
      note: ProblemCode | null;
    }
  | { served: false; state: CameraStatus['state']; code: ProblemCode };

export interface Shape {
  /** Words that tell it from all others. */
  name: string;
  part: 'one thing odd' | 'every two together' | 'at once';
  film: FilmWishes;
  change?: { film: FilmWishes; afterMs: number };
  camera: Omit<RtspCameraOptions, 'film' | 'change'>;
  /** What stands before the `@` of the address. */
  logIn?: string;
  /** So many cameras of this shape at a time. */
  copies?: number;
  /** How long it may take until the first picture. */
  liveWithinMs: number;
  /** How long it is watched after that; or in all, when it is not expected to be served. */
  watchMs: number;
  expect: Expectation;
}

/** From one key frame to the next. */
export function groupMs({ gop = 10, fps = 10 }: FilmWishes): number {
  return (gop * 1000) / fps;
}
