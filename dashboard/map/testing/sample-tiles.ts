/// <reference types="node" />
// The smallest PMTiles files, made by hand: one tile of zoom 12 round the sample district, as a picture or as
// vector data.
import { zxyToTileId } from 'pmtiles';
import sharp from 'sharp';

const headerBytes = 127;
const types = { mvt: 1, png: 2 } as const;

export async function pictureTiles(colour: string): Promise<Buffer> {
  const tile = sharp({ create: { width: 256, height: 256, channels: 3, background: colour } });
  return tilesOf('png', await tile.png().toBuffer());
}

/** The tile at 118.30 east and 36.80 north. */
const zoom = 12;
const tileId = zxyToTileId(zoom, 3394, 1597);

/** Land everywhere, in the layers of Protomaps. */
export function vectorTiles(): Buffer {
  const geometry = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15].flatMap(varint);
  const feature = [...field(3, 0), ...varint(3), ...bytesField(4, geometry)];
  const layer = [
    ...bytesField(1, [...Buffer.from('earth')]),
    ...bytesField(2, feature),
    ...field(5, 0),
    ...varint(4096),
    ...field(15, 0),
    ...varint(2),
  ];
  return tilesOf('mvt', Buffer.from(bytesField(3, layer)));
}

function tilesOf(type: keyof typeof types, tile: Buffer): Buffer {
  // One entry: the number of the tile, how many follow, its length, its place plus one.
  const directory = Buffer.from([1, ...varint(tileId), 1, ...varint(tile.length), 1]);
  const metadata = Buffer.from('{}');
  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles', 0);
  header.writeUInt8(3, 7);
  const metadataAt = headerBytes + directory.length;
  const tileAt = metadataAt + metadata.length;
  const places = [
    ...[headerBytes, directory.length, metadataAt, metadata.length],
    ...[tileAt, 0, tileAt, tile.length, 1, 1, 1],
  ];
  places.forEach((value, index) => header.writeBigUInt64LE(BigInt(value), 8 + 8 * index));
  header.writeUInt8(1, 96);
  header.writeUInt8(1, 97);
  header.writeUInt8(1, 98);
  header.writeUInt8(types[type], 99);
  header.writeUInt8(zoom, 100);
  header.writeUInt8(zoom, 101);
  [-180e7, -85e7, 180e7, 85e7].forEach((value, index) =>
    header.writeInt32LE(value, 102 + 4 * index),
  );
  return Buffer.concat([header, directory, metadata, tile]);
}

function field(number: number, wireType: number): number[] {
  return varint(number * 8 + wireType);
}

function bytesField(number: number, bytes: readonly number[]): number[] {
  return [...field(number, 2), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
