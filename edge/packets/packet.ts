// One coded picture of a live stream as it came from the camera. The receiver creates it; the recorder and the decoder read it.

export interface Packet {
  /** The bitstream of one access unit, parameter sets before key frames included. */
  readonly data: Uint8Array;
  /** Whether decoding can start with it. */
  readonly isKey: boolean;
  /** The camera's own time stamp, ms from an arbitrary zero; null when it has none. */
  readonly ptsMs: number | null;
  /** Arrival time, monotonic ms. */
  readonly arrivedMs: number;
}

/** A packet with the time at which its picture was taken, monotonic ms. */
export interface TimedPacket extends Packet {
  readonly takenMs: number;
}

/** The format of a stream's packets. */
export interface VideoFormat {
  /** As ffmpeg names it, such as `h264`. */
  readonly codec: string;
  /** Coded size in pixels; 0 while unknown. */
  readonly width: number;
  readonly height: number;
}
