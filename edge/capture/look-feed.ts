// Decides which packets of a live stream the decoder is given. While key frames come often enough, only those that are due;
// when they come too seldom, everything, beginning with the key frame that is already there. Does no I/O.
import { judgeLiveGaps, judgeWait, type DecodeVerdict } from './decode-choice.ts';
import { thinningMs, type DecodeMode } from './capture-plan.ts';
import type { TimedPacket } from './packet.ts';

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
  /** Whether it may change from key frames to all. */
  mayDecodeAll: boolean;
  periodMs: number;
  onDecodeAll: (verdict: DecodeVerdict & { keep: false }) => void;
}

/** A group of pictures is kept up to this size, so that decoding can begin in its middle. */
const mostGroupBytes = 32 << 20;
/**
 * A decoder that sorts pictures gives a key frame only after some later ones. They are fed when it has not come within
 * this time.
 */
const followAfterMs = 150;

export function createLookFeed(options: LookFeedOptions): LookFeed {
  const { periodMs, onDecodeAll } = options;
  const group = createGroup();
  const gaps = createGaps(options.mayDecodeAll && options.mode === 'key-frames', periodMs);
  let mode = options.mode;
  let needsKey = true;
  let dueAtMs = -Infinity;
  /** The key frame whose picture has not come yet. */
  let awaited: { takenMs: number; fedAtMs: number } | null = null;

  const takeAll = (packet: TimedPacket): readonly TimedPacket[] => {
    if (needsKey && !packet.isKey) return [];
    needsKey = false;
    return [packet];
  };
  const takeKeyFrames = (packet: TimedPacket): readonly TimedPacket[] => {
    if (packet.isKey && packet.takenMs >= dueAtMs) {
      dueAtMs = packet.takenMs + thinningMs('key-frames', periodMs);
      awaited = { takenMs: packet.takenMs, fedAtMs: packet.arrivedMs };
      group.markFed();
      return [packet];
    }
    if (packet.isKey) awaited = null;
    if (!awaited || packet.arrivedMs - awaited.fedAtMs < followAfterMs) return [];
    return group.unfed();
  };
  const changeToAll = (verdict: DecodeVerdict & { keep: false }): readonly TimedPacket[] => {
    mode = 'full';
    onDecodeAll(verdict);
    needsKey = !group.isWhole();
    awaited = null;
    return group.all();
  };
  return {
    get mode() {
      return mode;
    },
    take(packet) {
      group.add(packet);
      const verdict = mode === 'full' ? { keep: true as const } : gaps.judge(packet);
      if (!verdict.keep) return changeToAll(verdict);
      return mode === 'full' ? takeAll(packet) : takeKeyFrames(packet);
    },
    gave(takenMs) {
      if (awaited && takenMs >= awaited.takenMs - 1) awaited = null;
    },
    begin() {
      needsKey = true;
      awaited = null;
      dueAtMs = -Infinity;
    },
  };
}

/** The newest group of pictures: a key frame and what came after it. */
function createGroup() {
  let packets: TimedPacket[] = [];
  let bytes = 0;
  let whole = false;
  let fed = 0;
  return {
    add: (packet: TimedPacket): void => {
      if (packet.isKey) {
        packets = [];
        bytes = 0;
        fed = 0;
        whole = true;
      }
      if (!whole) return;
      packets.push(packet);
      bytes += packet.data.length;
      if (bytes <= mostGroupBytes) return;
      packets = [];
      whole = false;
    },
    isWhole: (): boolean => whole,
    markFed: (): void => {
      fed = packets.length;
    },
    /** Empty unless it is whole. */
    all: (): readonly TimedPacket[] => packets.slice(),
    unfed: (): readonly TimedPacket[] => {
      const rest = packets.slice(fed);
      fed = packets.length;
      return rest;
    },
  };
}

/** Whether key frames come too seldom, by the times of the pictures themselves. */
function createGaps(mayDecodeAll: boolean, periodMs: number) {
  let lastKeyMs: number | null = null;
  let gapsMs: number[] = [];
  return {
    judge: ({ isKey, takenMs }: TimedPacket): DecodeVerdict => {
      if (!mayDecodeAll) return { keep: true };
      if (!isKey)
        return lastKeyMs === null ? { keep: true } : judgeWait(takenMs - lastKeyMs, periodMs, true);
      if (lastKeyMs !== null) gapsMs = [...gapsMs, takenMs - lastKeyMs].slice(-2);
      lastKeyMs = takenMs;
      return judgeLiveGaps(gapsMs, periodMs);
    },
  };
}
