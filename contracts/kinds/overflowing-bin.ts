// An overflowing bin. Needs a custom model with this label.
import type { KindFile } from '../kind-file.ts';

export const overflowingBin: KindFile = {
  id: 'overflowing-bin',
  names: { en: 'overflowing bin', zh: '垃圾箱满溢' },
  what: { labels: ['overflowing-bin', 'garbage-overflow', 'overflow'], leastConfidence: 0.4 },
  where: { anchor: 'bottom-centre' },
  howLong: { dwell: '10m', clearAfter: '1m' },
  whoMay: { permits: false },
  matters: [{ code: '06042', secondList: '01-42', en: 'bin overflows', zh: '垃圾站（箱）满溢' }],
  deadlines: [{ handle: '4 workhours' }],
  words: {
    because: {
      en: 'A bin in the fence “{fence}” has overflowed for {duration}.',
      zh: '围栏“{fence}”内垃圾箱满溢已持续 {duration}。',
    },
  },
  mark: { icon: 'bin', hue: 'green' },
};
