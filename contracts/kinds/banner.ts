// A banner, detected by a custom model. Permits are for licensed banners.
import type { KindFile } from '../kind-file.ts';

export const banner: KindFile = {
  id: 'banner',
  names: { en: 'banner', zh: '悬挂横幅' },
  what: { labels: ['banner', 'hanging-banner', 'slogan'], leastConfidence: 0.4 },
  where: { anchor: { inside: 0.5 } },
  howLong: { dwell: '10m', clearAfter: '1m' },
  matters: [
    {
      code: '07007',
      secondList: '02-07',
      en: 'slogans and banners against the rules',
      zh: '违规标语宣传品',
    },
  ],
  deadlines: [{ handle: '1 workday' }],
  words: {
    because: {
      en: 'A banner has hung in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内横幅已悬挂 {duration}。',
    },
  },
  mark: { icon: 'banner', hue: 'pink' },
};
