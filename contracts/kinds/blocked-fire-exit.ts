// Blocked fire exit: the share of the fence that is covered by objects which stay: vehicles, two-wheelers, goods, and static
// regions without a label. People never block.
import type { KindFile } from '../kind-file.ts';

export const blockedFireExit: KindFile = {
  id: 'blocked-fire-exit',
  names: { en: 'blocked fire exit', zh: '消防通道堵塞' },
  what: {
    things: ['vehicle', 'two-wheeler', 'goods', 'stall', 'table', 'debris'],
    leastConfidence: 0.35,
    ground: 0.6,
    unnamed: 'goods',
    regions: { butFor: ['person', 'animal'], dwellOf: ['vehicle', 'two-wheeler'] },
  },
  // Any object that covers a part of the exit counts.
  where: { anchor: 'any-overlap', minCover: 0.05 },
  // The vendor defaults of docs/design/field-defaults.md.
  howLong: { dwell: { vehicle: '50s', default: '40s' } },
  matters: [{ code: '09012', secondList: '04-12', en: 'blocked fire exit', zh: '占用消防通道' }],
  deadlines: [{ onSite: '30m', handle: '1h' }],
  words: {
    because: {
      en: 'Something has stood in the fire exit “{fence}” for {duration}.',
      zh: '消防通道“{fence}”内有物体停留 {duration}。',
    },
  },
  mark: { icon: 'exit', hue: 'red' },
};
