// Debris pile: a static region that is not a person, animal or vehicle, or an object with the label debris. It must stay in the
// fence.
import type { KindFile } from '../kind-file.ts';

export const debrisPile: KindFile = {
  id: 'debris-pile',
  names: { en: 'debris pile', zh: '垃圾堆放' },
  what: {
    things: ['debris'],
    leastConfidence: 0,
    regions: {
      butFor: ['person', 'animal', 'vehicle', 'two-wheeler'],
      dwellOf: ['goods'],
      called: 'heap',
    },
  },
  where: { anchor: { inside: 0.35 }, minArea: 0.01 },
  howLong: { dwell: '2m' },
  matters: [
    { code: '06010', secondList: '01-10', oldList: '01-02', en: 'exposed litter', zh: '暴露垃圾' },
    {
      code: '06011',
      secondList: '01-11',
      oldList: '01-03',
      en: 'debris that stays',
      zh: '积存垃圾渣土',
    },
    {
      code: '06036',
      secondList: '01-36',
      oldList: '05-07',
      en: 'goods piled up',
      zh: '乱堆杂物',
    },
  ],
  matterCode: '06011',
  deadlines: [{ matterCodes: ['06010'], handle: '1 workday' }, { handle: '4 workdays' }],
  words: {
    because: {
      en: 'A pile has lain in the fence “{fence}” for {duration}.',
      zh: '围栏“{fence}”内堆放物已停留 {duration}。',
    },
  },
  mark: { icon: 'sack', hue: 'violet' },
};
