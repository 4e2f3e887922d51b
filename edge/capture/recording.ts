// Records one camera's stream as it comes, or with its privacy masks painted in. A copied bitstream cannot be masked, so a
// separate ffmpeg decodes and encodes it. Takes packets; reports what was recorded.
import { createRecorder, type Recorder } from '../record/recorder.ts';
import { planMasking } from './decode-plan.ts';
import { createMaskedPackets, type MaskedPackets } from './masked-packets.ts';
import type { CaptureOptions } from './capture-options.ts';
import type { TimedPacket, VideoFormat } from '../packets/packet.ts';

export interface Recording {
  write(packet: TimedPacket): void;
  close(): Promise<void>;
}

const nothing: Recording = { write: () => undefined, close: () => Promise.resolve() };

export function openRecording(
  options: CaptureOptions,
  format: () => VideoFormat | null,
): Recording {
  const { recordDir, camera } = options;
  if (recordDir === undefined) return nothing;
  const recorder = recorderOf(options, recordDir);
  const masks = camera.privacyMasks ?? [];
  return masks.length === 0
    ? recordAsItComes(recorder, format)
    : recordMasked(recorder, format, () =>
        createMaskedPackets({
          clock: options.clock,
          plan: (stream) => planMasking(stream, masks),
          onPacket: (packet, masked) => {
            recorder.write(packet, masked);
          },
          onFailure: (detail) => options.onEvent?.({ type: 'recording-problem', detail }),
        }),
      );
}

function recorderOf({ clock, onEvent }: CaptureOptions, dir: string): Recorder {
  return createRecorder({
    dir,
    clock,
    onGrown: (segment) => onEvent?.({ type: 'segment-grown', ...segment }),
    onSegment: (segment) => onEvent?.({ type: 'segment', ...segment }),
    onProblem: (problem) =>
      onEvent?.({ type: 'recording-problem', detail: problem?.detail ?? null }),
  });
}

function recordAsItComes(recorder: Recorder, format: () => VideoFormat | null): Recording {
  return {
    write: (packet) => {
      const known = format();
      if (known) recorder.write(packet, known);
    },
    close: () => recorder.close(),
  };
}

function recordMasked(
  recorder: Recorder,
  format: () => VideoFormat | null,
  create: () => MaskedPackets,
): Recording {
  const masked = create();
  return {
    write: (packet) => {
      const known = format();
      if (known) masked.write(packet, known);
    },
    close: async () => {
      await masked.close();
      await recorder.close();
    },
  };
}
