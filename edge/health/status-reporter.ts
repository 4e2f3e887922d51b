// Tells dispatch how a camera is: its status when it changes and every few seconds, a picture every few seconds, what it
// sees every second. What could not be told is not kept, the next report says it better; but for the picture from before
// a move, which is offered until dispatch has it.
import type { CameraStatus, Observation } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import type { SendOutcome } from '../outbox/drain.ts';
import { putToDispatch, type Dispatch } from '../outbox/upload.ts';
import { encodePicture } from '../record/encode-picture.ts';

export interface StatusReporter {
  /** The status has changed; what is only counted may wait for the next regular report. */
  update(status: CameraStatus): void;
  frame(frame: Frame): void;
  observation(observation: Observation): void;
  /** The last picture, as JPEG, before the view moved. */
  before(picture: Uint8Array): void;
  /** Resolves when `signal` aborts. */
  readonly done: Promise<void>;
}

export interface StatusReporterOptions {
  cameraId: string;
  dispatch: Dispatch;
  clock: Clock;
  signal: AbortSignal;
  statusEveryMs?: number;
  pictureEveryMs?: number;
  observationEveryMs?: number;
  /** Replaced in tests. */
  encode?: typeof encodePicture;
}

const lookEveryMs = 500;

export function startStatusReporter(options: StatusReporterOptions): StatusReporter {
  const { clock, signal, encode = encodePicture } = options;
  const { pictureEveryMs = 3000, observationEveryMs = 1000 } = options;
  let status: CameraStatus | null = null;
  let wake = new AbortController();
  const teller = createStatusTeller(options);
  const picture = createLatest<Frame>(clock, pictureEveryMs, async (frame) => {
    await put(options, 'picture', Uint8Array.from(await encode(frame)));
  });
  const observation = createLatest<Observation>(clock, observationEveryMs, async (seen) => {
    await put(options, 'observation', JSON.stringify(seen));
  });
  const before = createBeforeTeller(options);
  const run = async () => {
    while (!signal.aborted) {
      if (status) await teller.tell(status);
      await observation.tell();
      await picture.tell();
      await before.tell();
      if (!wake.signal.aborted)
        await clock.wait(lookEveryMs, AbortSignal.any([signal, wake.signal]));
      wake = new AbortController();
    }
  };
  return {
    update: (next) => {
      status = next;
      if (teller.isNews(next)) wake.abort();
    },
    frame: picture.set,
    observation: observation.set,
    before: before.set,
    done: run(),
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
      if (key === told.key && now - told.at < statusEveryMs) return;
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
      // A newer one may have come meanwhile.
      if (outcome !== 'retry' && before === offered) before = null;
    },
  };
}

/** Of what comes often only the last is told, and not too often. */
function createLatest<T>(clock: Clock, everyMs: number, send: (item: T) => Promise<void>) {
  let latest: T | null = null;
  let toldAt = -Infinity;
  return {
    set: (item: T) => (latest = item),
    tell: async () => {
      if (latest === null || clock.now() - toldAt < everyMs) return;
      const item = latest;
      latest = null;
      toldAt = clock.now();
      await send(item);
    },
  };
}

/** What is worth a report at once when it changes. */
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
  return putToDispatch(dispatch, path, { type: contentTypes[what], body });
}
