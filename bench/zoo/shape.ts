// One shape of the zoo: the stream, the camera's behaviour, and the expected result at the edge. Data only; made by shapes.ts and
// matrix.ts.
import type { ProblemCode } from '../../contracts/index.ts';
import type { CameraStatus } from '../../contracts/camera-status.ts';
import type { DecodeMode } from '../../edge/capture/capture-plan.ts';
import type { RtspCameraOptions } from '../../e2e/servers/rtsp-camera/rtsp-camera.ts';
import type { FilmWishes } from '../../e2e/servers/rtsp-camera/film.ts';

/** Losses that the camera causes and that are no fault of the edge. */
export type Allowance = 'gaps' | 'damaged-pictures' | 'reconnects';

export type Expectation =
  | {
      served: true;
      decode: DecodeMode;
      allow: readonly Allowance[];
      /** Problems that must be reported although it works. */
      note: ProblemCode | null;
    }
  | { served: false; state: CameraStatus['state']; code: ProblemCode };

export interface Shape {
  /** Words that identify it. */
  name: string;
  part: 'one thing odd' | 'every two together' | 'at once';
  film: FilmWishes;
  change?: { film: FilmWishes; afterMs: number };
  camera: Omit<RtspCameraOptions, 'film' | 'change'>;
  /** The part before the `@` of the address. */
  logIn?: string;
  /** The number of cameras of this shape at a time. */
  copies?: number;
  /** The time limit for the first picture. */
  liveWithinMs: number;
  /** How long it is watched after that; or in total, if it is not expected to work. */
  watchMs: number;
  expect: Expectation;
}

/** The interval between key frames. */
export function groupMs({ gop = 10, fps = 10 }: FilmWishes): number {
  return (gop * 1000) / fps;
}
