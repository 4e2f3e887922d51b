// Blocks of the observation log, as an edge uploads them and as dashboards read them. Half of the changed blocks get a correct
// checksum, as a malicious edge could compute it.
import { crc32 } from 'node:zlib';
import {
  decodeLog,
  encodeBlock,
  encodeStoredBlock,
  ObservationLogError,
} from '../../../observation-log/index.ts';
import type { Observation } from '../../../contracts/index.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

export const observationBlock: FuzzTarget = {
  name: 'observation-block',
  what: 'blocks of the observation log',
  share: 180_000,
  withinMs: 3000,
  open: async () => {
    const seen = [0, 500, 1000, 2500].map(observationAt);
    const samples = [encodeStoredBlock(seen), await encodeBlock(seen)];
    return {
      make: (dice) => {
        const changed = mutateBytes({ samples }, dice).slice();
        return dice(2) === 0 ? changed : withChecksum(changed);
      },
      run: async (input) => {
        try {
          for await (const { observations } of decodeLog(input)) void observations.length;
          return null;
        } catch (error) {
          if (error instanceof ObservationLogError) return error.message;
          throw error;
        }
      },
    };
  },
};

/** Bytes 8 to 11; the rest is what it covers. */
function withChecksum(block: Uint8Array): Uint8Array {
  if (block.length < 12) return block;
  const sum = crc32(block.subarray(12), crc32(block.subarray(0, 8)));
  new DataView(block.buffer, block.byteOffset).setUint32(8, sum);
  return block;
}

function observationAt(after: number): Observation {
  const capturedAt = Date.UTC(2026, 0, 5, 4) + after;
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
  return {
    version: 1,
    cameraId: 'gate-3',
    capturedAt,
    mediaTimeMs: null,
    grid: { columns: 96, rows: 54 },
    tracks: [
      {
        id: 't1',
        thing: 'vehicle',
        label: 'car',
        confidence: 0.8,
        box,
        firstSeenAt: capturedAt - 1000,
        lastSeenAt: capturedAt,
        stationarySince: null,
      },
    ],
    regions: [
      {
        id: 'r1',
        box,
        area: 0.1,
        spans: [[3, 2, 9]],
        since: capturedAt,
        contrast: 0.5,
        seenAs: [],
      },
    ],
    view: { state: 'ok', since: capturedAt, shift: null },
  };
}
