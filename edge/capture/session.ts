// One ffmpeg run for one camera. Takes a plan; returns pictures in order with their time stamps, and the facts that ffmpeg
// logged. Ends when ffmpeg ends, with the reason when it failed.
import type { Readable } from 'node:stream';
import { createByteReader } from './byte-reader.ts';
import { captureError, classifyFailure } from '../ffmpeg/capture-error.ts';
import type { CapturePlan } from './capture-plan.ts';
import { isWorthKeeping, readLogLine, type LogFact } from '../ffmpeg/ffmpeg-log.ts';
import { startFfmpeg } from '../ffmpeg/ffmpeg-process.ts';
import { createMailbox } from './mailbox.ts';

export interface RawPicture {
  /** Relative to the start of this run. */
  ptsMs: number;
  width: number;
  height: number;
  rgb: Uint8Array;
  /** The source changed its size during this run: this picture was scaled to the first one's size. */
  resized: boolean;
}

export interface SourceInfo {
  codec: string;
  width: number;
  height: number;
}

export interface SessionFacts {
  source: SourceInfo | null;
  /** From the container; null for streams. */
  durationMs: number | null;
  /** Time stamp of the newest packet, and its arrival (epoch ms). */
  packetsUntilMs: number;
  lastPacketAt: number;
  brokenOff: boolean;
  decodeErrors: number;
}

export interface Session {
  readonly facts: Readonly<SessionFacts>;
  /** Ends with ffmpeg; throws the error given to `fail`, or a CaptureError. */
  pictures(): AsyncGenerator<RawPicture>;
  /** Ends the run with this error. */
  fail(error: Error): void;
  /** Ends the run without an error. */
  stop(): Promise<void>;
}

export interface SessionHooks {
  now: () => number;
  onSegment: (segment: { file: string; startMs: number; endMs: number }) => void;
  onSource: (source: SourceInfo) => void;
}

type Announcement = Extract<LogFact, { type: 'frame' }> & { ptsMs: number };

const keptLines = 20;

export function startSession(plan: CapturePlan, hooks: SessionHooks): Session {
  const facts = noFacts(hooks.now());
  const announcements = createMailbox<Announcement>();
  const lines: string[] = [];
  const take = createFactTaker(facts, announcements.push.bind(announcements), hooks);
  const onLine = (line: string) => {
    const fact = readLogLine(line);
    if (fact) take(fact);
    if (isWorthKeeping(line)) lines.splice(0, lines.push(line) - keptLines);
  };
  const ffmpeg = startFfmpeg({ ...plan, onLine });
  let cause: Error | null = null;
  const ended = ffmpeg.ended.then(({ error }) => {
    announcements.close();
    if (error) cause ??= classifyFailure([...lines, error.message.split('\n')[0] ?? '']);
  });
  const end = (error: Error) => {
    cause ??= error;
    ffmpeg.kill();
    return ended;
  };
  async function* pictures(): AsyncGenerator<RawPicture> {
    yield* readPictures(announcements, ffmpeg.stdout);
    await ended;
    if (cause) throw cause;
  }
  return {
    facts,
    pictures,
    fail: (error) => void end(error),
    stop: () => end(captureError('ended', 'stopped')),
  };
}

async function* readPictures(
  announcements: AsyncIterable<Announcement>,
  stdout: Readable,
): AsyncGenerator<RawPicture> {
  const reader = createByteReader(stdout);
  let first: Announcement | null = null;
  for await (const announced of announcements) {
    first ??= announced;
    const { width, height } = first;
    const rgb = await reader.read(width * height * 3);
    if (rgb === null) return;
    const resized = announced.width !== width || announced.height !== height;
    yield { ptsMs: announced.ptsMs, width, height, rgb, resized };
  }
}

function noFacts(now: number): SessionFacts {
  return {
    source: null,
    durationMs: null,
    packetsUntilMs: 0,
    lastPacketAt: now,
    brokenOff: false,
    decodeErrors: 0,
  };
}

function createFactTaker(
  facts: SessionFacts,
  announce: (announcement: Announcement) => void,
  hooks: SessionHooks,
): (fact: LogFact) => void {
  let ticksToMs = 1;
  return (fact) => {
    switch (fact.type) {
      case 'time-base':
        ticksToMs = fact.ticksToMs;
        return;
      case 'frame':
        facts.lastPacketAt = hooks.now();
        announce({ ...fact, ptsMs: fact.pts * ticksToMs });
        return;
      case 'segment':
        hooks.onSegment(fact);
        return;
      case 'packets':
        if (fact.untilMs > facts.packetsUntilMs) facts.lastPacketAt = hooks.now();
        facts.packetsUntilMs = fact.untilMs;
        return;
      case 'duration':
        facts.durationMs ??= fact.durationMs;
        return;
      case 'source':
        takeSource(fact, facts, hooks);
        return;
      case 'broken-off':
        facts.brokenOff = true;
        return;
      case 'no-parameters':
        return;
      case 'decode-error':
        facts.decodeErrors += 1;
        return;
    }
  };
}

/** ffmpeg prints its inputs before its outputs: the first one is the camera. */
function takeSource(
  { codec, width, height }: SourceInfo,
  facts: SessionFacts,
  hooks: SessionHooks,
): void {
  if (facts.source) return;
  facts.source = { codec, width, height };
  facts.lastPacketAt = hooks.now();
  hooks.onSource(facts.source);
}
