// Decides which packets of a live stream the decoder is given. While key frames come often enough, only those that are due;
// when they come too seldom, everything, beginning with the key frame that is already there; when they come often again,
// only they. Does no I/O.
import { thinningMs, type DecodeMode } from './capture-plan.ts';
import { createKeyFrameGaps, type ModeChange } from './key-frame-gaps.ts';
import type { TimedPacket } from '../packets/packet.ts';
import { createPictureGroup, type PictureGroup } from './picture-group.ts';

export interface LookFeed {
  /** The packets to decode now that this one has come, in order; often none. When the mode changes they are for a new decoder. */
  take(packet: TimedPacket): readonly TimedPacket[];
  /** The decoder gave a picture of this time: what was fed is enough. */
  gave(takenMs: number): void;
  /** The decoder is a fresh one, or has missed packets: it can begin with a key frame only. */
  begin(): void;
  readonly mode: DecodeMode;
}

export interface LookFeedOptions {
  mode: DecodeMode;
  /** Whether it may change to the other mode by itself. */
  mayChange: boolean;
  periodMs: number;
  /** When to look; each period when absent. */
  looks?: LookTimes;
  onChange: (change: ModeChange) => void;
}

/** Says when a camera is to be looked at. Asked at each key frame, so that it can change its mind between two. */
export interface LookTimes {
  /** Every coded picture, looked at or not. */
  picture(coded: { bytes: number; isKey: boolean }): void;
  /** Whether the key frame that comes so long after the last look is to be looked at; when it is not, it counts why not. */
  isDue(sinceLookMs: number): boolean;
}

/**
 * A decoder that sorts pictures gives a key frame only after some later ones. They are fed when it has not come within
 * this time.
 */
const followAfterMs = 150;

export function createLookFeed(options: LookFeedOptions): LookFeed {
  const { onChange, mayChange, looks } = options;
  const group = createPictureGroup();
  const gaps = mayChange ? createKeyFrameGaps(options) : null;
  const keyFrames = createKeyFrameFeed(group, options);
  let { mode } = options;
  let needsKey = true;

  const takeAll = (packet: TimedPacket): readonly TimedPacket[] => {
    if (needsKey && !packet.isKey) return [];
    needsKey = false;
    return [packet];
  };
  const changeToAll = (): readonly TimedPacket[] => {
    needsKey = !group.isWhole();
    return group.all();
  };
  return {
    get mode() {
      return mode;
    },
    take(packet) {
      group.add(packet);
      looks?.picture({ bytes: packet.data.length, isKey: packet.isKey });
      const change = gaps?.judge(packet);
      if (change) {
        mode = change.mode;
        keyFrames.begin();
        onChange(change);
        if (mode === 'full') return changeToAll();
      }
      return mode === 'full' ? takeAll(packet) : keyFrames.take(packet);
    },
    gave: keyFrames.gave,
    begin() {
      needsKey = true;
      keyFrames.begin();
    },
  };
}

/** Of a stream whose key frames come often: those that are due, and what has to follow them. */
function createKeyFrameFeed(group: PictureGroup, { periodMs, looks }: LookFeedOptions) {
  const apartMs = thinningMs('key-frames', periodMs);
  let lastMs = -Infinity;
  const isDue = (takenMs: number): boolean => {
    const sinceMs = takenMs - lastMs;
    return sinceMs >= apartMs && (looks?.isDue(sinceMs) ?? true);
  };
  /** The key frame whose picture has not come yet. */
  let awaited: { takenMs: number; fedAtMs: number } | null = null;
  return {
    take: (packet: TimedPacket): readonly TimedPacket[] => {
      if (packet.isKey && isDue(packet.takenMs)) {
        lastMs = packet.takenMs;
        awaited = { takenMs: packet.takenMs, fedAtMs: packet.arrivedMs };
        group.markFed();
        return [packet];
      }
      if (packet.isKey) awaited = null;
      if (!awaited || packet.arrivedMs - awaited.fedAtMs < followAfterMs) return [];
      return group.unfed();
    },
    gave: (takenMs: number): void => {
      if (awaited && takenMs >= awaited.takenMs - 1) awaited = null;
    },
    begin: (): void => {
      awaited = null;
      lastMs = -Infinity;
    },
  };
}
