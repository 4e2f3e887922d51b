// A frame: one decoded picture of one camera. Capture creates it, detectors read it.

/** Interleaved 8-bit RGB, `width * height * 3` bytes, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface Frame extends Picture {
  readonly cameraId: string;
  /** When it was taken, epoch ms. */
  readonly capturedAt: number;
  /** Position in a recorded file, null for a live stream. */
  readonly mediaTimeMs: number | null;
  /** The step of the wall clock since the previous frame, ms; absent without a step. */
  readonly clockStepMs?: number;
}
