// Two-wheelers parked in disorder: several bicycles, scooters or motorcycles stand close together in a forbidden place, long
// enough to be parked. A single one does not count.
import type { KindFile } from '../kind-file.ts';

export const twoWheelersInDisorder: KindFile = {
  id: 'two-wheelers-in-disorder',
  names: { en: 'two-wheelers parked in disorder', zh: '非机动车乱停放' },
  what: { things: ['two-wheeler'], leastConfidence: 0.35, ground: 0.6, unnamed: 'two-wheeler' },
  where: { anchor: { inside: 0.5 }, minCount: 3, apart: 1.5 },
  howLong: { dwell: '10m', clearAfter: '30s' },
  whoMay: { permits: false },
  matters: [
    {
      code: '09010',
      secondList: '04-10',
      oldList: '05-06',
      en: 'two-wheelers parked in disorder',
      zh: '非机动车乱停放',
    },
    { code: '09011', secondList: '04-11', en: 'shared bicycles in disorder', zh: '共享单车乱象' },
  ],
  deadlines: [{ handle: '4 workhours' }],
  words: {
    because: {
      en: 'Several two-wheelers have stood in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内多辆非机动车已停放 {duration}。',
    },
  },
  mark: { icon: 'two-wheeler', hue: 'teal' },
};
