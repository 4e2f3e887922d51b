// Goods outside the shop line: goods that a shop has put out in front and left there. The fence is the ground beyond the line, so
// goods within the line are outside the fence.
import type { KindFile } from '../kind-file.ts';

export const goodsOutsideShop: KindFile = {
  id: 'goods-outside-shop',
  names: { en: 'goods outside the shop line', zh: '店外经营' },
  what: {
    things: ['goods', 'table', 'stall', 'umbrella'],
    leastConfidence: 0.35,
    unnamed: 'goods',
    regions: { butFor: ['person', 'animal', 'vehicle', 'two-wheeler'], called: 'goods' },
  },
  where: { anchor: { inside: 0.35 }, minArea: 0.02 },
  howLong: { dwell: '10m' },
  matters: [
    {
      code: '09005',
      secondList: '04-05',
      oldList: '05-04',
      en: 'shop that extends onto the street',
      zh: '店外经营',
    },
    {
      code: '06036',
      secondList: '01-36',
      oldList: '05-07',
      en: 'goods piled up',
      zh: '乱堆杂物',
    },
  ],
  deadlines: [{ onSite: '1h', handle: '2h' }],
  words: {
    because: {
      en: 'Goods have stood outside the shop line in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内店外物品已摆放 {duration}。',
    },
  },
  mark: { icon: 'shop', hue: 'amber' },
};
