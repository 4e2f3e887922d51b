// Deliberate faults of an RTSP test camera, other than those of its pictures and time stamps. Pure data.

export type CameraFault =
  /** Sends nothing from some time after PLAY on; the connection stays. Repeated for each client. */
  | { kind: 'falls-silent'; afterMs: number }
  /** The first picture comes some time after PLAY. */
  | { kind: 'starts-late'; afterMs: number }
  /** Closes the connection some time after PLAY. */
  | { kind: 'hangs-up'; afterMs: number }
  /** Asks the client for TEARDOWN some time after PLAY and sends nothing more. */
  | { kind: 'tears-down'; afterMs: number }
  /** Never answers this request, nor those after it. */
  | { kind: 'never-answers'; to: 'OPTIONS' | 'DESCRIBE' | 'SETUP' | 'PLAY' }
  /** From some time after PLAY on, this percentage of packets is random bytes. */
  | { kind: 'garbage-packets'; percent: number; afterMs: number }
  /** Does not speak RTSP. */
  | { kind: 'garbage-answers' }
  /** Answers PLAY, but sends no picture. */
  | { kind: 'no-pictures' }
  /** Answers these requests with this status instead of 200. */
  | { kind: 'answers'; status: string; to: string }
  /** The session description has no video. */
  | { kind: 'audio-only' };
