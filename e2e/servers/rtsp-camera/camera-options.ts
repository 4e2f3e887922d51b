// How an RTSP test camera is to behave: its film, transports, log-in, stamps, and faults. Pure data.
import type { CameraFault } from './faults.ts';
import type { LogInWishes } from './log-in.ts';
import type { PlayerOptions } from './player.ts';
import type { StampShape } from './stamps.ts';

export const audioShapes = ['none', 'aac', 'g711', 'g711-first'] as const;
export type AudioShape = (typeof audioShapes)[number];

export interface RtspCameraOptions extends Pick<PlayerOptions, 'film' | 'change' | 'startAt'> {
  /** Others are answered with 461. Both when absent. */
  transports?: readonly ('tcp' | 'udp')[];
  /** Share of the datagrams that are lost, 0..1. */
  lossShare?: number;
  logIn?: LogInWishes;
  /** Where the parameter sets are; both when absent. */
  setsIn?: 'sdp' | 'band' | 'both';
  audio?: AudioShape;
  stamps?: StampShape;
  /** Whether the last packet of a picture is marked; true when absent. */
  markers?: boolean;
  fault?: CameraFault;
  /** A free one when absent. */
  port?: number;
}
