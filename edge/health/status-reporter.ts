// Tells dispatch how a camera is: its status when it changes and every few seconds, a picture every few seconds. What
// could not be told is not kept: the next report says it better.
import { type CameraStatus } from '../../contracts/index.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { Clock } from '../clock.ts';
import { putToDispatch, type Dispatch } from '../outbox/upload.ts';
import { encodePicture } from '../record/encode-picture.ts';

export interface StatusReporter {
  /** The status has changed; what is only counted may wait for the next regular report. */
  update(status: CameraStatus): void;
  frame(frame: Frame): void;
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
}

const lookEveryMs = 500;

export function startStatusReporter(options: StatusReporterOptions): StatusReporter {
  const { clock, signal, statusEveryMs = 5000, pictureEveryMs = 3000 } = options;
  let status: CameraStatus | null = null;
  let frame: Frame | null = null;
  let told = { key: '', at: -Infinity };
  let pictureAt = -Infinity;

  const tellStatus = async () => {
    if (!status) return;
    const now = clock.now();
    const key = changeKey(status);
    if (key === told.key && now - told.at < statusEveryMs) return;
    told = { key, at: now };
    await put(options, 'status', 'application/json', JSON.stringify({ ...status, sentAt: now }));
  };
  const tellPicture = async () => {
    if (!frame || clock.now() - pictureAt < pictureEveryMs) return;
    pictureAt = clock.now();
    const picture = await encodePicture(frame);
    frame = null;
    await put(options, 'picture', 'image/jpeg', Uint8Array.from(picture));
  };
  const run = async () => {
    while (!signal.aborted) {
      await tellStatus();
      await tellPicture();
      await clock.wait(lookEveryMs, signal);
    }
  };
  return {
    update: (next) => (status = next),
    frame: (next) => (frame = next),
    done: run(),
  };
}

/** What is worth a report at once when it changes. */
function changeKey({ state, problem, view, decode, openIncidents }: CameraStatus): string {
  return JSON.stringify([state, problem, view, decode, openIncidents]);
}

async function put(
  { cameraId, dispatch }: StatusReporterOptions,
  what: 'status' | 'picture',
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const path = `/api/edge/cameras/${encodeURIComponent(cameraId)}/${what}`;
  await putToDispatch(dispatch, path, { type, body });
}
