// Decides which packets of a live stream go to the decoder. While key frames are frequent enough, only those that are due. When
// they are too rare, everything, starting with the last key frame. When they are frequent again, only key frames. Does no I/O.
import { thinningMs, type DecodeMode } from './capture-plan.ts';
import { createKeyFrameGaps, type ModeChange } from './key-frame-gaps.ts';
import type { TimedPacket } from '../packets/packet.ts';
import { createPictureGroup, type PictureGroup } from './picture-group.ts';

export interface LookFeed {
  /** The packets to decode now, in order; often none. When the mode changes they are for a new decoder. */
  take(packet: TimedPacket): readonly TimedPacket[];
  /** Call when the decoder has returned the picture with this time. */
  gave(takenMs: number): void;
  /** Call when the decoder is new or has missed packets: it can only start with a key frame. */
  begin(): void;
  readonly mode: DecodeMode;
}

export interface LookFeedOptions {
  mode: DecodeMode;
  /** Whether it may change the mode by itself. */
  mayChange: boolean;
  periodMs: number;
  /** When to look; once per period when absent. */
  looks?: LookTimes;
  onChange: (change: ModeChange) => void;
}

/** Decides when to look at a camera; asked at each key frame. */
export interface LookTimes {
  /** Called for every coded picture, decoded or not. */
  picture(coded: { bytes: number; isKey: boolean }): void;
  /** Whether to decode a key frame that comes this long after the last look; counts the reason when not. */
  isDue(sinceLookMs: number): boolean;
  /** A key frame that was due was skipped, because the decoder is behind. */
  behind(): void;
}

/**
 * A decoder that reorders pictures returns a key frame only after some later packets, so these are fed when the picture has not come
 * within `first`. A decoder that has returned a key frame without them before is only slow, and gets them after `known`.
 */
const followAfterMs = { first: 150, known: 1500 };
/** Maximum number of key frames in flight. It is above 1, because a decoder may need later packets to return one. */
const maxOnTheWay = 6;
/** A key frame in flight for this long is lost. */
const lostMs = 20_000;

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

/** For a stream with frequent key frames: the ones that are due, and the packets that must follow them. */
function createKeyFrameFeed(group: PictureGroup, options: LookFeedOptions) {
  const onTheWay = createOnTheWay();
  const wish = createWish(options, onTheWay);
  /** The key frame whose picture has not come yet. */
  let awaited: { takenMs: number; fedAtMs: number; isFollowed: boolean } | null = null;
  let givesByItself = false;
  return {
    take: (packet: TimedPacket): readonly TimedPacket[] => {
      if (packet.isKey && wish.isFor(packet)) {
        awaited = { takenMs: packet.takenMs, fedAtMs: packet.arrivedMs, isFollowed: false };
        onTheWay.fed(awaited);
        group.markFed();
        return [packet];
      }
      if (packet.isKey) awaited = null;
      const afterMs = followAfterMs[givesByItself ? 'known' : 'first'];
      if (!awaited || packet.arrivedMs - awaited.fedAtMs < afterMs) return [];
      awaited.isFollowed = true;
      return group.unfed();
    },
    gave: (takenMs: number): void => {
      onTheWay.gave(takenMs);
      if (!awaited || takenMs < awaited.takenMs - 1) return;
      givesByItself = !awaited.isFollowed;
      awaited = null;
    },
    begin: (): void => {
      awaited = null;
      givesByItself = false;
      onTheWay.forget();
      wish.begin();
    },
  };
}

/** Whether a key frame is wanted: the last look is long enough ago, and the decoder is not behind. */
function createWish(
  { periodMs, looks }: LookFeedOptions,
  onTheWay: ReturnType<typeof createOnTheWay>,
) {
  const apartMs = thinningMs('key-frames', periodMs);
  let lastMs = -Infinity;
  return {
    isFor: ({ takenMs, arrivedMs }: TimedPacket): boolean => {
      const sinceMs = takenMs - lastMs;
      if (sinceMs < apartMs || !(looks?.isDue(sinceMs) ?? true)) return false;
      if (onTheWay.isFull(arrivedMs)) {
        looks?.behind();
        return false;
      }
      lastMs = takenMs;
      return true;
    },
    begin: (): void => {
      lastMs = -Infinity;
    },
  };
}

/** Key frames in flight: fed, with no picture yet. */
function createOnTheWay() {
  let waiting: { takenMs: number; fedAtMs: number }[] = [];
  return {
    fed: (one: { takenMs: number; fedAtMs: number }): void => {
      waiting.push(one);
    },
    gave: (takenMs: number): void => {
      waiting = waiting.filter((fed) => fed.takenMs - 1 > takenMs);
    },
    isFull: (nowMs: number): boolean => {
      const oldest = waiting[0];
      if (oldest && nowMs - oldest.fedAtMs >= lostMs) waiting = [];
      return waiting.length >= maxOnTheWay;
    },
    forget: (): void => {
      waiting = [];
    },
  };
}
