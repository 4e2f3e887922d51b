// The field of a fault in an imported roster, as the page words it. Pure.

const fields = [
  'id',
  'name',
  'phone',
  'email',
  'language',
  'channels',
  'user',
  'quietHours',
  'until',
  'level',
  'parent',
  'cells',
  'unit',
  'part',
  'layer',
  'hours',
  'people',
  'rotation',
  'handOverAt',
  'gridCell',
] as const;
export type FaultField = (typeof fields)[number];

/** `channels[1]` and `people[3].channels[1]` are faults of `channels`; null for a field that the page does not know. */
export function faultField(path: string): FaultField | null {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '' && !/^\d+$/.test(part));
  const lists = ['people', 'units', 'shifts', 'overrides', 'roster'];
  const [first = '', second] = parts;
  const name = second !== undefined && lists.includes(first) ? second : first;
  return fields.find((one) => one === name) ?? null;
}
