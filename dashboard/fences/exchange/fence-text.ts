// Fences as text to hand on: the `fences:` part of a site file in YAML, or GeoJSON.
import { Document, isSeq, visit } from 'yaml';
import type { FenceFile } from '../../../contracts/index.ts';
import { toCollection } from './fence-geojson.ts';

export const textForms = ['yaml', 'geojson'] as const;
export type TextForm = (typeof textForms)[number];

export function fenceText(fences: readonly FenceFile[], form: TextForm): string {
  return form === 'yaml' ? yamlText(fences) : `${JSON.stringify(toCollection(fences), null, 2)}\n`;
}

/** Points stand on one line, as people write them. */
function yamlText(fences: readonly FenceFile[]): string {
  const document = new Document({ fences }, { aliasDuplicateObjects: false });
  visit(document, {
    Pair: (_, { key, value }) => {
      const name = String(key);
      if ((name === 'polygon' || name === 'holes') && isSeq(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
