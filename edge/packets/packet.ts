// One coded picture of a live stream as it came from the camera, not decoded. Made by the receiver; read by the recorder
// and the decoder.

export interface Packet {
  /** The bitstream of one access unit, parameter sets before key frames included. */
  readonly data: Uint8Array;
  /** Whether decoding can begin with it. */
  readonly isKey: boolean;
  /** The camera's own time stamp, ms from an arbitrary zero; null when it has none. */
  readonly ptsMs: number | null;
  /** When it arrived, by the steady clock, ms. */
  readonly arrivedMs: number;
}

/** A packet with the time at which its picture was taken, by the steady clock, ms. */
export interface TimedPacket extends Packet {
  readonly takenMs: number;
}

/** What the packets of a stream are. */
export interface VideoFormat {
  /** As ffmpeg names it, such as `h264`. */
  readonly codec: string;
  /** In pixels as coded; 0 while it is not known. */
  readonly width: number;
  readonly height: number;
}
