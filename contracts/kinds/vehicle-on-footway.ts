// A vehicle on a place for pedestrians: a car, van or truck stands on a footway, a square or a barrier-free way.
import type { KindFile } from '../kind-file.ts';

export const vehicleOnFootway: KindFile = {
  id: 'vehicle-on-footway',
  names: { en: 'vehicle in a pedestrian place', zh: '机动车占用步行区域' },
  what: { things: ['vehicle'], leastConfidence: 0.4, ground: 0.6, unnamed: 'vehicle' },
  where: { anchor: { inside: 0.5 } },
  howLong: { dwell: '3m' },
  matters: [
    {
      code: '09009',
      secondList: '04-09',
      oldList: '05-05',
      en: 'vehicle parked illegally',
      zh: '机动车乱停放',
    },
    { code: '09019', secondList: '04-19', en: 'barrier-free way occupied', zh: '占用无障碍通道' },
  ],
  deadlines: [{ onSite: '1h', handle: '2h' }],
  words: {
    because: {
      en: 'A vehicle has stood in the pedestrian place “{fence}” for {duration}.',
      zh: '步行区域“{fence}”内有机动车停留 {duration}。',
    },
  },
  mark: { icon: 'vehicle', hue: 'blue' },
};
