// The short form of the zoo: some streams side by side through the real capture, recording and clip cutting. The long form is
// `npx fencewatch bench zoo`.
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../edge/testing/temporary-folder.ts';
import { runZoo } from './run-zoo.ts';
import { singleShapes } from './single-shapes.ts';

const names = [
  'H.264 main with B-frames',
  'H.265 with 10 bits',
  'Motion JPEG',
  'parameter sets in band only',
  'one stamp in 40 hours ahead',
  'Digest, password with @:/#%',
  'wrong password',
  'sound only',
];

it('streams of many kinds work, or the reason is reported', async () => {
  const shapes = singleShapes()
    .filter(({ name }) => names.includes(name))
    .map((shape) => ({ ...shape, watchMs: 6000 }));
  expect(shapes).toHaveLength(names.length);
  const outcomes = await runZoo({
    shapes,
    folder: await temporaryFolder(),
    browser: null,
    atATime: names.length,
    onOutcome: () => undefined,
  });
  expect(
    outcomes
      .filter(({ faults }) => faults.length > 0)
      .map(({ shape, faults }) => [shape.name, faults]),
  ).toEqual([]);
}, 120_000);
