// Loads the observations of a clip's time from the camera's observation log. Returns them in order of time; empty when dispatch has
// none.
import type { Observation } from '../../../../contracts/index.ts';
import type { CameraCalls, TimeSpan } from '../../../api/camera-calls.ts';

/** An observation of before the clip still belongs to its first pictures. */
const beforeMs = 10_000;

export async function loadObservations(
  client: Pick<CameraCalls, 'getObservations'>,
  { cameraId, from, to }: TimeSpan & { cameraId: string },
  signal: AbortSignal,
): Promise<Observation[]> {
  const span = { from: from - beforeMs, to: to + 1 };
  const answer = await client.getObservations(cameraId, span, signal);
  if (answer.status !== 'ok' || answer.value.length === 0) return [];
  // Loaded on demand, because only this needs the codec.
  const { decodeBlocks } = await import('../../../../observation-log/index.ts');
  const found: Observation[] = [];
  try {
    for await (const one of decodeBlocks(answer.value, span)) found.push(one);
  } catch {
    // Observations before a damaged block are valid.
  }
  return found.filter(({ capturedAt }) => capturedAt >= span.from && capturedAt < span.to);
}
