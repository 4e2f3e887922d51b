// A crowd gathers: many people stand near each other for a while. People who walk through do not count, and people may leave and
// join while enough of them stand.
import type { KindFile } from '../kind-file.ts';

export const crowdGathers: KindFile = {
  id: 'crowd-gathers',
  names: { en: 'crowd gathers', zh: '人群聚集' },
  what: { things: ['person'], leastConfidence: 0.35 },
  where: { anchor: 'bottom-centre', minCount: 8, apart: 1.5 },
  howLong: { dwell: '2m', clearAfter: '30s', reopenWithin: '5m' },
  // Not in the national list: cities name their own code.
  matters: [{ code: '10099', en: 'other matter', zh: '其他事项' }],
  severity: 'high',
  words: {
    because: {
      en: 'Many people have stood together in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内人群聚集已持续 {duration}。',
    },
  },
  mark: { icon: 'crowd', hue: 'pink' },
};
