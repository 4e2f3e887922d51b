// Reports a camera to dispatch: its status when it changes and every few seconds; while somebody looks at the camera a picture every
// few seconds and its observations every second, else both seldom. A failed report is dropped, because the next one is newer. The picture from before a move is the exception: it is
// retried until dispatch has it.
import type { Logger } from 'pino';
import type { CameraStatus, ObservationReport } from '../../contracts/index.ts';
import { createWakeSignal } from '../wake-signal.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../../host/clock.ts';
import type { SendOutcome } from '../outbox/drain.ts';
import { putToDispatch, type Dispatch } from '../outbox/upload.ts';
import { encodePicture } from '../record/encode-picture.ts';
import { messageOf } from '../../host/error-message.ts';
import { supervise } from '../../host/supervise.ts';

export interface StatusReporter {
  /** The status has changed; new counters alone wait for the next regular report. */
  update(status: CameraStatus): void;
  frame(frame: Frame): void;
  observation(observation: ObservationReport): void;
  /** The last picture, as JPEG, before the view moved. */
  before(picture: Uint8Array): void;
  /** Resolves when `signal` aborts; never rejects. */
  readonly done: Promise<void>;
}

/** How often each kind of report is sent. */
export interface ReportTimes {
  statusEveryMs?: number;
  pictureEveryMs?: number;
  observationEveryMs?: number;
  /** Pictures and observations while nobody looks at the camera. */
  unwatchedEveryMs?: number;
}

export interface StatusReporterOptions extends ReportTimes {
  cameraId: string;
  dispatch: Dispatch;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Whether this edge still has the camera; always when absent. */
  isSure?: (() => Promise<boolean>) | undefined;
  /** Whether somebody looks at it just now; always when absent. */
  isWatched?: (() => boolean) | undefined;
  /** Replaced in tests. */
  encode?: typeof encodePicture;
}

const checkEveryMs = 500;

export function startStatusReporter(options: StatusReporterOptions): StatusReporter {
  const { cameraId, clock, log, signal } = options;
  let status: CameraStatus | null = null;
  const wakeSignal = createWakeSignal();
  const teller = createStatusTeller(options);
  const { picture, observation } = createLatestTellers(options);
  const before = createBeforeTeller(options);
  const attempts = createAttempts(log, { cameraId });
  const done = supervise({
    part: `reports of ${cameraId}`,
    clock,
    log,
    signal,
    runOnce: async (ending) => {
      while (!ending.aborted) {
        // A worker that was frozen must not report a camera that has moved to another edge.
        if (options.isSure && !(await options.isSure())) {
          await wakeSignal.waitOrWake(clock, checkEveryMs, ending);
          continue;
        }
        // Run separately: a picture that cannot be encoded must not stop the status report.
        await attempts.make('status', async () => {
          if (status) await teller.tell(status);
        });
        await attempts.make('observation', observation.tell);
        await attempts.make('picture', picture.tell);
        await attempts.make('before', before.tell);
        await wakeSignal.waitOrWake(clock, checkEveryMs, ending);
      }
    },
  });
  return {
    update: (next) => {
      status = next;
      if (teller.isNews(next)) wakeSignal.wake();
    },
    frame: picture.set,
    observation: observation.set,
    before: before.set,
    done,
  };
}

function createLatestTellers(options: StatusReporterOptions) {
  const { clock, encode = encodePicture } = options;
  const { pictureEveryMs = 3000, observationEveryMs = 1000 } = options;
  const { unwatchedEveryMs = 30_000, isWatched = () => true } = options;
  const every = (watchedMs: number) => () =>
    isWatched() ? watchedMs : Math.max(watchedMs, unwatchedEveryMs);
  const picture = createLatest<Frame>(clock, every(pictureEveryMs), async (frame) =>
    put(options, 'picture', Uint8Array.from(await encode(frame))),
  );
  const observation = createLatest<ObservationReport>(clock, every(observationEveryMs), (seen) =>
    put(options, 'observation', JSON.stringify(seen)),
  );
  return { picture, observation };
}

/** Runs tasks that may fail, one after another. A failure is logged when it differs from the last one of that task. */
function createAttempts(log: Logger, about: object) {
  const problems = new Map<string, string>();
  return {
    /** @param work returns false when there was nothing to do */
    make: async (what: string, work: () => Promise<unknown>): Promise<void> => {
      try {
        if ((await work()) !== false) problems.delete(what);
      } catch (error) {
        if (problems.get(what) !== messageOf(error))
          log.error({ ...about, what, error }, 'a report to dispatch failed');
        problems.set(what, messageOf(error));
      }
    },
  };
}

function createStatusTeller(options: StatusReporterOptions) {
  const { clock, statusEveryMs = 5000 } = options;
  let told = { key: '', at: -Infinity };
  return {
    isNews: (status: CameraStatus) => changeKey(status) !== told.key,
    tell: async (status: CameraStatus): Promise<void> => {
      const now = clock.now();
      const key = changeKey(status);
      if (key === told.key && Math.abs(now - told.at) < statusEveryMs) return;
      told = { key, at: now };
      await put(options, 'status', JSON.stringify({ ...status, sentAt: now }));
    },
  };
}

/** Offers the picture until dispatch has taken or refused it. */
function createBeforeTeller(options: StatusReporterOptions) {
  let before: Uint8Array | null = null;
  return {
    set: (picture: Uint8Array) => (before = picture),
    tell: async () => {
      const offered = before;
      if (!offered) return;
      const { outcome } = await put(options, 'before', Uint8Array.from(offered));
      // Keep a newer picture that came during the upload.
      if (outcome !== 'retry' && before === offered) before = null;
    },
  };
}

/** Sends only the newest of frequent items, with a minimum interval. */
function createLatest<T>(clock: Clock, everyMs: () => number, send: (item: T) => Promise<unknown>) {
  let latest: T | null = null;
  let toldAt = -Infinity;
  return {
    set: (item: T) => (latest = item),
    tell: async () => {
      // Compare absolute times, because a clock that was set back must not stop the reports.
      if (latest === null || Math.abs(clock.now() - toldAt) < everyMs()) return false;
      const item = latest;
      latest = null;
      toldAt = clock.now();
      await send(item);
      return true;
    },
  };
}

/** The fields that trigger a report at once when they change. */
function changeKey(status: CameraStatus): string {
  const { state, problem, view, decode, openIncidents, fences } = status;
  return JSON.stringify([state, problem, view, decode, openIncidents, fences]);
}

const contentTypes = {
  status: 'application/json',
  observation: 'application/json',
  picture: 'image/jpeg',
  before: 'image/jpeg',
} as const;

function put(
  { cameraId, dispatch }: StatusReporterOptions,
  what: keyof typeof contentTypes,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<SendOutcome> {
  const path = `/api/edge/cameras/${encodeURIComponent(cameraId)}/${what}`;
  const lane = what === 'status' || what === 'before' ? 'pictures' : 'view';
  return putToDispatch(dispatch, path, { type: contentTypes[what], body, lane });
}
