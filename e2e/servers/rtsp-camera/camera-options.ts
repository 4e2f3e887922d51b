// The options of an RTSP test camera: its film, transports, log-in, time stamps, and faults. Pure data.
import type { CameraFault } from './faults.ts';
import type { LogInWishes } from './log-in.ts';
import type { PlayerOptions } from './player.ts';
import type { StampShape } from './stamps.ts';

export const audioShapes = ['none', 'aac', 'g711', 'g711-first'] as const;
export type AudioShape = (typeof audioShapes)[number];

export interface RtspCameraOptions extends Pick<PlayerOptions, 'film' | 'change' | 'startAt'> {
  /** Other transports are answered with 461. Both when absent. */
  transports?: readonly ('tcp' | 'udp')[];
  /** Share of lost datagrams, 0..1. */
  lossShare?: number;
  logIn?: LogInWishes;
  /** Where the parameter sets are sent; both ways when absent. */
  setsIn?: 'sdp' | 'band' | 'both';
  audio?: AudioShape;
  stamps?: StampShape;
  /** Whether the last packet of a picture has the marker bit; true when absent. */
  markers?: boolean;
  fault?: CameraFault;
  /** A free one when absent. */
  port?: number;
}
