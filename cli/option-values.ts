// Checks of option values: addresses, ports, folders, times. A check takes the text; returns null, or what was expected and what
// came. A value that may contain a log-in is not repeated.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  describeFaults,
  edgeIdSchema,
  faultsOf,
  maxAddressLength,
  positiveDurationSchema,
} from '../contracts/index.ts';
import { readRedisAddress } from '../host/redis/redis-address.ts';
import { parseMoment } from './moment.ts';
import { parseRate } from './rate.ts';

export type ValueCheck = (text: string) => string | null | Promise<string | null>;

interface AddressForm {
  protocols: readonly string[];
  example: string;
}

export const webAddress = { protocols: ['http', 'https'], example: 'https://fencewatch.example' };
export const databaseAddress = {
  protocols: ['postgres', 'postgresql'],
  example: 'postgres://user@host/name',
};
export const brokerAddress = {
  protocols: ['mqtt', 'mqtts', 'ws', 'wss'],
  example: 'mqtt://broker:1883',
};

export function addressFault(text: string, { protocols, example }: AddressForm): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isMeant = url !== null && protocols.includes(url.protocol.slice(0, -1));
  if (isMeant && url.hostname !== '' && text.length <= maxAddressLength) return null;
  return `expected an address such as ${example}, got ${text.includes('@') ? 'another text' : quoted(text)}`;
}

export function redisFault(text: string): string | null {
  const read = readRedisAddress(text);
  return read.ok ? null : read.message;
}

export function portFault(text: string): string | null {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return null;
  return `expected a port from 0 to 65535, got ${quoted(text)}`;
}

export function hostFault(text: string): string | null {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,252}$|^[0-9a-f:.]{2,45}$/iu.test(text)) return null;
  return `expected a host or its address such as 0.0.0.0, got ${quoted(text)}`;
}

/** An existing folder, or one that can be created. */
export async function folderFault(text: string): Promise<string | null> {
  if (isNoPath(text)) return `expected a folder, got ${quoted(text)}`;
  const inTheWay = await nearestFile(text);
  if (inTheWay === text) return `expected a folder, got the file ${quoted(text)}`;
  return inTheWay === null
    ? null
    : `expected a folder, got ${quoted(text)}, but ${inTheWay} is a file`;
}

/** A file in an existing folder. */
export async function fileFault(text: string): Promise<string | null> {
  if (isNoPath(text)) return `expected a file, got ${quoted(text)}`;
  const found = await kindAt(text);
  const folder = await kindAt(dirname(text));
  if (found === 'folder') return `expected a file, got the folder ${quoted(text)}`;
  return folder === 'folder'
    ? null
    : `expected a file, got ${quoted(text)}, but there is no folder ${dirname(text)}`;
}

export function durationFault(text: string): string | null {
  const parsed = positiveDurationSchema.safeParse(text, { reportInput: true });
  return parsed.success ? null : describeFaults(faultsOf(parsed.error));
}

export function rateFault(text: string): string | null {
  const rate = parseRate(text);
  return rate.ok ? null : rate.message;
}

/** The zone does not matter for whether it is a time. */
export function momentFault(text: string): string | null {
  const moment = parseMoment(text, 'UTC');
  return typeof moment === 'string' ? moment : null;
}

export function edgeIdFault(text: string): string | null {
  if (edgeIdSchema.safeParse(text).success && text.trim() !== '') return null;
  return `expected 1 to 64 characters, got ${quoted(text)}`;
}

function isNoPath(text: string): boolean {
  return text.trim() === '' || text.includes('\0');
}

/** A file that is in the way of a folder: the path itself or a parent; null when there is none. */
async function nearestFile(path: string): Promise<string | null> {
  const kind = await kindAt(path);
  if (kind !== 'nothing') return kind === 'file' ? path : null;
  return dirname(path) === path ? null : nearestFile(dirname(path));
}

async function kindAt(path: string): Promise<'folder' | 'file' | 'nothing'> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
