// Fences for measurements: any number, of all kinds, all over the picture, some with hours and permits. The same in every run.
import {
  completeFence,
  fenceFileSchema,
  findKind,
  kinds,
  type Fence,
} from '../../contracts/index.ts';
import { between, createRandom } from '../../simulator/random.ts';

/** Of the shipped kinds, those with permits. */
const kindsOfFences = kinds.filter((kind) => findKind(kind, [])?.whoMay.permits === true);

export function makeFences(count: number): Fence[] {
  const random = createRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const x = between(random, 0, 0.6);
    const y = between(random, 0.2, 0.6);
    const width = between(random, 0.15, 0.4);
    const height = between(random, 0.15, 0.4);
    const file = {
      id: `fence-${index}`,
      camera: 'street',
      kind: kindsOfFences[index % kindsOfFences.length],
      polygon: [
        [x, y],
        [x + width, y + height * 0.1],
        [x + width * 0.9, y + height],
        [x + width * 0.4, y + height * 0.8],
        [x, y + height],
      ],
      ...(index % 3 === 1 && { schedule: [{ from: '07:00', to: '22:00' }] }),
      ...(index % 6 === 0 && { permits: [{ hours: [{ from: '05:00', to: '08:00' }] }] }),
    };
    return completeFence(fenceFileSchema.parse(file));
  });
}
