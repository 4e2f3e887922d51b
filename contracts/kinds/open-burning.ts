// Open burning of rubbish or leaves. Needs a custom model with this label. It is urgent, and no permit allows it.
import type { KindFile } from '../kind-file.ts';

export const openBurning: KindFile = {
  id: 'open-burning',
  names: { en: 'open burning', zh: '露天焚烧' },
  what: { labels: ['fire', 'flame', 'smoke', 'open-burning'], leastConfidence: 0.5 },
  where: { anchor: 'any-overlap' },
  howLong: { dwell: '20s', clearAfter: '1m' },
  whoMay: { permits: false },
  matters: [
    {
      code: '06020',
      secondList: '01-20',
      en: 'rubbish or leaves burnt',
      zh: '焚烧垃圾、树叶',
    },
    { code: '06029', secondList: '01-29', oldList: '05-10', en: 'open barbecue', zh: '露天烧烤' },
  ],
  severity: 'critical',
  deadlines: [{ onSite: '15m', handle: '1h' }],
  words: {
    because: {
      en: 'Something has burnt in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内露天焚烧已持续 {duration}。',
    },
  },
  mark: { icon: 'fire', hue: 'red' },
};
