// Standing water on a road or a yard. Needs a custom model with this label.
import type { KindFile } from '../kind-file.ts';

export const standingWater: KindFile = {
  id: 'standing-water',
  names: { en: 'standing water', zh: '道路积水' },
  what: { labels: ['standing-water', 'puddle', 'waterlogging', 'ponding'], leastConfidence: 0.4 },
  where: { anchor: { inside: 0.35 }, minArea: 0.05 },
  howLong: { dwell: '10m', clearAfter: '2m' },
  whoMay: { permits: false },
  // Not in the national list: cities name their own code.
  matters: [
    { code: '10099', en: 'other matter', zh: '其他事项' },
    {
      code: '06030',
      secondList: '01-30',
      en: 'waste water let out',
      zh: '乱倒乱排污水、废水',
    },
  ],
  words: {
    because: {
      en: 'Water has stood in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内积水已持续 {duration}。',
    },
  },
  mark: { icon: 'water', hue: 'blue' },
};
