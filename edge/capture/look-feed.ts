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
  /** A key frame that was due is left out, since the decoder has not given those before it. */
  behind(): void;
}

/**
 * A decoder that sorts pictures gives a key frame only after some later ones. They are fed when it has not come within
 * the first time. A decoder that has given one by itself is only slow when it does not: then what follows would make it slower.
 */
const followAfterMs = { first: 150, known: 1500 };
/** So many key frames may be on their way through the decoder, which may give one only after some later ones. */
const mostOnTheWay = 6;
/** One that has been on its way for so long is lost. */
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

/** Of a stream whose key frames come often: those that are due, and what has to follow them. */
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

/** Key frames that were fed and whose pictures have not come yet. */
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
      return waiting.length >= mostOnTheWay;
    },
    forget: (): void => {
      waiting = [];
    },
  };
}
