// The map of the district over HTTP: its items, every way to change it, imports, exports, and the heat map of a month. Each change
// is a version with author, time and reason.
import { stringify } from 'yaml';
import {
  districtMapSchema,
  editMapItemSchema,
  heatQuerySchema,
  heatSchema,
  holdsCell,
  importMapSchema,
  mapContentIdFault,
  mapImportAnswerSchema,
  mapItemParamsSchema,
  mapQuerySchema,
  mapVersionSchema,
  mapVersionsSchema,
  maxGeoJsonBytes,
  removeMapItemSchema,
  siteMapOfItems,
  type CellLimit,
  type MapContent,
  type MapKind,
  type MapVersion,
} from '../../contracts/index.ts';
import type { MapWish } from '../map/decide-map.ts';
import { answerOf, nearCell } from '../map/map-answer.ts';
import { takeGeoJson } from '../map/take-geojson.ts';
import { toGeoJson } from '../map/to-geojson.ts';
import { cellOfItem, itemsWithin, type CellOfCamera } from '../map/within-cells.ts';
import type { ApiParts, App } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { foreignCell } from './guard.ts';
import { addGroundRoutes } from './map-ground-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound, ProblemError } from './problem.ts';

type Item = { kind: MapKind; id: string };

export function addMapRoutes(app: App, parts: ApiParts): void {
  addReading(app, parts);
  addHistory(app, parts);
  addChanging(app, parts);
  addImport(app, parts);
  addExports(app, parts);
  addHeat(app, parts);
  addGroundRoutes(app, parts);
}

async function shownTo({ map, wall }: ApiParts, limit: CellLimit): Promise<MapVersion[]> {
  return itemsWithin(await map.current(), limit, cellIn(wall));
}

function cellIn(wall: ApiParts['wall']): CellOfCamera {
  return (cameraId) => wall.cellOf(cameraId);
}

function addReading(app: App, parts: ApiParts): void {
  app.get(
    '/api/map',
    {
      schema: {
        querystring: mapQuerySchema,
        response: { 200: districtMapSchema, ...problemResponses },
      },
    },
    async ({ session, query: { cell } }) => {
      const items = await shownTo(parts, session?.user.cells);
      return answerOf(cell === undefined ? items : nearCell(items, cell, cellIn(parts.wall)));
    },
  );
}

function addHistory(app: App, parts: ApiParts): void {
  app.get(
    '/api/map/items/:kind/:id/versions',
    {
      schema: {
        params: mapItemParamsSchema,
        response: { 200: mapVersionsSchema, ...problemResponses },
      },
    },
    async (request) => {
      const { kind, id } = request.params;
      const versions = await parts.map.history(kind, id);
      if (versions.length === 0) throw notFound('such item on the map');
      // A removed stall no longer says where it was; its earlier versions do.
      const placed = versions.filter(({ content }) => content !== null || kind !== 'stall');
      for (const version of placed) checkCell(parts, request.session?.user.cells, version);
      return { versions };
    },
  );
}

function addChanging(app: App, parts: ApiParts): void {
  const response = { 200: mapVersionSchema, ...problemResponses };
  const schema = { params: mapItemParamsSchema, response };
  app.put(
    '/api/map/items/:kind/:id',
    { bodyLimit: 2 * 1024 * 1024, schema: { ...schema, body: editMapItemSchema } },
    (request) => {
      const { params, body } = request;
      checkItem(parts, params, body.content);
      return change(parts, request.session, { ...params, ...body, author: authorOf(request) });
    },
  );
  app.post(
    '/api/map/items/:kind/:id/remove',
    { schema: { ...schema, body: removeMapItemSchema } },
    (request) => {
      const wish = { ...request.params, ...request.body, content: null };
      return change(parts, request.session, { ...wish, author: authorOf(request) });
    },
  );
}

type Session = { user: { cells?: CellLimit } } | null;

async function change(parts: ApiParts, session: Session, wish: MapWish): Promise<MapVersion> {
  const limit = session?.user.cells;
  const before = await parts.map.find(wish.kind, wish.id);
  // A stall that moves to another cell concerns both.
  if (before) checkCell(parts, limit, before);
  if (wish.content || !before) checkCell(parts, limit, wish);
  const decided = await parts.map.change(wish);
  if (!decided.ok) {
    if (decided.reason === 'absent') throw notFound('such item on the map');
    const says = decided.reason === 'stale' ? 'by now' : 'and says the same';
    throw new ProblemError(409, decided.reason, `it has version ${decided.newest} ${says}`);
  }
  parts.hub.publish({ type: 'map' });
  return decided.version;
}

function checkItem({ wall }: ApiParts, { kind, id }: Item, content: MapContent): void {
  const message = mapContentIdFault(kind, id, content);
  if (message !== null) throw invalidInput([{ path: 'content', message }]);
  if (kind === 'camera' && !wall.has(id)) throw notFound('such camera');
}

/** @throws when it concerns cells outside the limit, or the whole site */
function checkCell(
  { wall }: ApiParts,
  limit: CellLimit,
  item: Item & { content: MapContent | null },
): void {
  if (limit === undefined) return;
  const cell = cellOfItem(item, cellIn(wall));
  if (cell === undefined || !holdsCell(limit, cell)) throw foreignCell();
}

function addImport(app: App, parts: ApiParts): void {
  app.post(
    '/api/map/import',
    {
      // A quote in the file takes two characters in JSON.
      bodyLimit: 2 * maxGeoJsonBytes,
      schema: {
        body: importMapSchema,
        response: { 200: mapImportAnswerSchema, ...problemResponses },
      },
    },
    async (request) => {
      const { map, wall, site, hub } = parts;
      const wish = { ...request.body, author: authorOf(request) };
      const { timezone } = site;
      const answer = await takeGeoJson(map, wish, { timezone, hasCamera: (id) => wall.has(id) });
      if (answer === null) throw new ProblemError(409, 'stale', 'somebody else changed the map');
      if (answer.stored) hub.publish({ type: 'map' });
      return answer;
    },
  );
}

function addExports(app: App, parts: ApiParts): void {
  app.get('/api/map/export.yaml', async ({ session }, reply) => {
    const items = await shownTo(parts, session?.user.cells);
    const named = items.flatMap(({ id, content }) => (content ? [{ id, content }] : []));
    const lists = Object.entries(siteMapOfItems(named)).filter(([, list]) => isFilled(list));
    const text = `# The map; for the site file.\n${stringify({ map: Object.fromEntries(lists) })}`;
    return reply
      .type('application/yaml; charset=utf-8')
      .header('content-disposition', 'attachment; filename="map.yaml"')
      .send(text);
  });
  app.get('/api/map/export.geojson', async ({ session }, reply) => {
    const items = await shownTo(parts, session?.user.cells);
    return reply
      .type('application/geo+json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="map.geojson"')
      .send(JSON.stringify(toGeoJson(items)));
  });
}

function isFilled(list: unknown): boolean {
  return !Array.isArray(list) || list.length > 0;
}

function addHeat(app: App, { store }: ApiParts): void {
  app.get(
    '/api/map/heat',
    {
      schema: { querystring: heatQuerySchema, response: { 200: heatSchema, ...problemResponses } },
    },
    async ({ query: { month }, session }) => ({
      month,
      cells: await store.cases.countByCell(month.replace('-', ''), session?.user.cells),
    }),
  );
}
