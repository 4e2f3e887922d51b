// Street vending: evidence adds up. An object that was set up (or a stall, a parasol, a parked vehicle by label), a person who
// stays with it, goods and tables next to it, other people who stop at it. No single piece is enough.
import type { KindFile } from '../kind-file.ts';

export const streetVending: KindFile = {
  id: 'street-vending',
  names: { en: 'street vending', zh: '占道经营' },
  what: {
    things: ['stall', 'umbrella'],
    leastConfidence: 0.3,
    regions: {
      butFor: ['person', 'animal'],
      dwellOf: ['vehicle', 'two-wheeler', 'goods'],
      leastSize: 0.03,
      called: 'stall',
    },
  },
  where: { anchor: { inside: 0.35 } },
  howLong: { dwell: '5m' },
  gathers: {
    least: 0.75,
    setUp: 0.45,
    signs: [
      { name: 'stall', things: ['stall'], weight: 0.5 },
      { name: 'umbrella', things: ['umbrella'], weight: 0.3 },
      { name: 'table', things: ['table'], weight: 0.15 },
      { name: 'goods', things: ['goods'], weight: 0.1 },
      { name: 'wheels', things: ['vehicle', 'two-wheeler'], weight: 0.1 },
    ],
    keeper: 0.45,
    customer: 0.1,
  },
  matters: [
    {
      code: '09001',
      secondList: '04-01',
      oldList: '05-01',
      en: 'stall without licence',
      zh: '无照经营游商',
    },
    {
      code: '09005',
      secondList: '04-05',
      oldList: '05-04',
      en: 'shop that extends onto the street',
      zh: '店外经营',
    },
    { code: '09006', secondList: '04-06', en: 'trading on the road', zh: '占道经营' },
  ],
  matterCode: '09006',
  deadlines: [{ onSite: '1h', handle: '2h' }],
  words: {
    because: {
      en: 'Street vending stayed in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内占道经营已持续 {duration}。',
    },
  },
  mark: { icon: 'stall', hue: 'amber' },
};
