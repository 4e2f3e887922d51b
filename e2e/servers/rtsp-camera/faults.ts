// What an RTSP test camera does wrong on purpose, beside its pictures and their stamps. Pure data.

export type CameraFault =
  /** From some time after PLAY on nothing is sent; the connection stays. Again for each client. */
  | { kind: 'falls-silent'; afterMs: number }
  /** The first picture comes some time after PLAY. */
  | { kind: 'starts-late'; afterMs: number }
  /** The connection is closed some time after PLAY. */
  | { kind: 'hangs-up'; afterMs: number }
  /** It asks the client for TEARDOWN some time after PLAY and sends nothing more. */
  | { kind: 'tears-down'; afterMs: number }
  /** This request never gets an answer; nor do those after it. */
  | { kind: 'never-answers'; to: 'OPTIONS' | 'DESCRIBE' | 'SETUP' | 'PLAY' }
  /** Some time after PLAY so many packets in a hundred are random bytes. */
  | { kind: 'garbage-packets'; percent: number; afterMs: number }
  /** It speaks no RTSP at all. */
  | { kind: 'garbage-answers' }
  /** PLAY is answered, but no picture ever comes. */
  | { kind: 'no-pictures' }
  /** Each answer is this status instead of 200, for the requests named. */
  | { kind: 'answers'; status: string; to: string }
  /** The session description names no video. */
  | { kind: 'audio-only' };
