// Goods in the fire exit until the alert, as stored in the observation log, for tests: the observations, the fence, and when and
// where the engine raised the alert.
import {
  completeFence,
  fenceFileSchema,
  type Box,
  type Fence,
  type Observation,
} from '../../../../contracts/index.ts';
import { createBackTest } from '../../../../geofences/index.ts';
import { createFence } from '../../../testing/sample-fences.ts';
import { createNights } from '../../../testing/sample-history.ts';

export interface KeptStay {
  fence: Fence;
  observations: Observation[];
  restedAt: number;
  alertAt: number;
  region: Box;
}

/** A look every five seconds; nothing is there in the first minute. */
export function createKeptStay(from: number, forMs = 120_000): KeptStay {
  const file = createFence({ dwell: { vehicle: '50s', goods: '40s' } });
  const fence = completeFence(fenceFileSchema.parse(file), 3);
  const restedAt = from + 60_000;
  const span = { from, to: restedAt + forMs + 30_000 };
  const observations = createNights(span, [{ at: restedAt, forMs }]);
  const test = createBackTest({ fences: [fence], timezone: 'Asia/Shanghai' });
  const [opened] = test.feed(observations);
  if (opened?.event !== 'opened') throw new Error('expected the goods to raise an alert');
  return { fence, observations, restedAt, alertAt: opened.capturedAt, region: opened.region };
}
