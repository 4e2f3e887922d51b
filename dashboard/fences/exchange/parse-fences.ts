// Parses fences from imported text: a site file or its `fences` part in YAML or JSON, or GeoJSON. Returns all of this camera's
// fences, validated, or every fault with its path and no fences.
import { parse, YAMLParseError } from 'yaml';
import { fenceFileSchema, type Fault, type FenceFile } from '../../../contracts/index.ts';
import { faultsOfFence } from '../edit/check-draft.ts';
import { featurePath, fenceOfFeature, isMap } from './fence-geojson.ts';

export type ParsedFences =
  | { ok: true; fences: FenceFile[]; /** Fences of other cameras. */ leftOut: number }
  | { ok: false; faults: Fault[] };

const mostCharacters = 300_000;

export function parseFences(text: string, cameraId: string): ParsedFences {
  if (text.length > mostCharacters)
    return refused('', `expected at most ${mostCharacters} characters, got ${text.length}`);
  try {
    return parseContent(parseText(text), cameraId);
  } catch (error) {
    return refused(
      lineOf(error),
      error instanceof Error ? firstLine(error.message) : String(error),
    );
  }
}

/** JSON is YAML, but its own parser is many times faster. */
function parseText(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return parse(text) as unknown;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parse(text) as unknown;
  }
}

/** A fence as imported, and how a path inside it is written there. */
interface Entry {
  value: unknown;
  pathOf: (path: string) => string;
}

function parseContent(content: unknown, cameraId: string): ParsedFences {
  const entries = entriesOf(content);
  if (!entries)
    return refused(
      '',
      'expected a list of fences, a map with "fences", or a GeoJSON feature collection',
    );
  const placed = entries.map(({ value, pathOf }) => ({
    value: isMap(value) && value['camera'] === undefined ? { ...value, camera: cameraId } : value,
    pathOf,
  }));
  const own = placed.filter(({ value }) => !isMap(value) || value['camera'] === cameraId);
  const faults = [...own.flatMap(faultsOfEntry), ...repeatedIds(own)];
  if (faults.length > 0) return { ok: false, faults };
  if (own.length === 0)
    return refused('', `expected at least one fence of the camera "${cameraId}", got none`);
  return {
    ok: true,
    fences: own.map(({ value }) => value as FenceFile),
    leftOut: placed.length - own.length,
  };
}

function entriesOf(content: unknown): Entry[] | null {
  if (Array.isArray(content)) return listEntries(content, '');
  if (!isMap(content)) return null;
  const { features, fences } = content;
  if (content['type'] === 'FeatureCollection' && Array.isArray(features))
    return features.map((feature, index) => featureEntry(feature, `features[${index}]`));
  if (content['type'] === 'Feature') return [featureEntry(content, '')];
  if (Array.isArray(fences)) return listEntries(fences, 'fences');
  return 'polygon' in content ? [{ value: content, pathOf: (path) => path }] : null;
}

function listEntries(list: readonly unknown[], name: string): Entry[] {
  return list.map((value, index) => ({ value, pathOf: joinPath(`${name}[${index}]`) }));
}

function featureEntry(feature: unknown, place: string): Entry {
  const join = joinPath(place);
  return {
    value: isMap(feature) ? fenceOfFeature(feature) : feature,
    pathOf: (path) => join(featurePath(path)),
  };
}

function joinPath(place: string): (path: string) => string {
  return (path) => {
    if (place === '' || path === '') return place + path;
    return path.startsWith('[') ? place + path : `${place}.${path}`;
  };
}

function faultsOfEntry({ value, pathOf }: Entry): Fault[] {
  return faultsOfFence(value).map(({ path, message }) => ({ path: pathOf(path), message }));
}

function repeatedIds(entries: readonly Entry[]): Fault[] {
  const ids = entries.map(({ value }) => fenceFileSchema.safeParse(value).data?.id);
  return entries.flatMap(({ pathOf }, index) => {
    const id = ids[index];
    return id === undefined || ids.indexOf(id) === index
      ? []
      : [{ path: pathOf('id'), message: `"${id}" is the id of an earlier fence already` }];
  });
}

function refused(path: string, message: string): ParsedFences {
  return { ok: false, faults: [{ path, message }] };
}

function lineOf(error: unknown): string {
  const place = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
  return place ? `line ${place.line}, column ${place.col}` : '';
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
