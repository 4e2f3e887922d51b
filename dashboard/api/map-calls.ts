// The calls of the map: its items, changes, imports, the heat map of a month, the files of the base map.
import {
  districtMapSchema,
  groundFilesSchema,
  groundPictureSchema,
  heatSchema,
  mapImportAnswerSchema,
  mapVersionSchema,
  type DistrictMap,
  type Heat,
  type MapContent,
  type MapImport,
  type MapImportAnswer,
  type MapKind,
  type MapVersion,
} from '../../contracts/index.ts';
import type { z } from 'zod';
import type { Answer } from './answer.ts';
import { queryText, type Call } from './send.ts';

export interface MapChange {
  kind: MapKind;
  id: string;
  /** Null removes it. */
  content: MapContent | null;
  baseVersion: number | null;
  reason: string;
}

export interface MapCalls {
  /** @param cell only items of this cell; of all the user's cells when null */
  getMap(cell: string | null, signal?: AbortSignal): Promise<Answer<DistrictMap>>;
  /** @param month such as 2026-11 */
  getHeat(month: string, signal?: AbortSignal): Promise<Answer<Heat>>;
  changeMap(change: MapChange): Promise<Answer<MapVersion>>;
  importMap(wish: MapImport): Promise<Answer<MapImportAnswer>>;
  listGrounds(signal?: AbortSignal): Promise<Answer<z.infer<typeof groundFilesSchema>>>;
  sendGround(picture: Blob): Promise<Answer<z.infer<typeof groundPictureSchema>>>;
}

export function createMapCalls(call: Call): MapCalls {
  return {
    getMap: (cell, signal) => {
      const path = `/api/map${queryText({ cell: cell ?? undefined })}`;
      return call({ method: 'GET', path, schema: districtMapSchema, signal });
    },
    getHeat: (month, signal) =>
      call({
        method: 'GET',
        path: `/api/map/heat${queryText({ month })}`,
        schema: heatSchema,
        signal,
      }),
    changeMap: ({ kind, id, content, ...by }) => {
      const path = `/api/map/items/${kind}/${encodeURIComponent(id)}`;
      return content === null
        ? call({ method: 'POST', path: `${path}/remove`, body: by, schema: mapVersionSchema })
        : call({ method: 'PUT', path, body: { ...by, content }, schema: mapVersionSchema });
    },
    importMap: (body) =>
      call({ method: 'POST', path: '/api/map/import', body, schema: mapImportAnswerSchema }),
    listGrounds: (signal) =>
      call({ method: 'GET', path: '/api/map/ground', schema: groundFilesSchema, signal }),
    sendGround: (file) =>
      call({ method: 'POST', path: '/api/map/ground/picture', file, schema: groundPictureSchema }),
  };
}
