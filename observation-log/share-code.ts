// Codes boxes and shares as changes in steps. The values are quantised to whole steps, so nothing is lost.
import type { Box } from '../contracts/index.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { boxSteps, shareSteps } from './quantise.ts';

export function writeBox(writer: ByteWriter, was: Box, is: Box): void {
  writeSteps(writer, boxSteps, was.x, is.x);
  writeSteps(writer, boxSteps, was.y, is.y);
  writeSteps(writer, boxSteps, was.width, is.width);
  writeSteps(writer, boxSteps, was.height, is.height);
}

export function readBox(reader: ByteReader, was: Box): Box {
  return {
    x: readSteps(reader, boxSteps, was.x),
    y: readSteps(reader, boxSteps, was.y),
    width: readSteps(reader, boxSteps, was.width),
    height: readSteps(reader, boxSteps, was.height),
  };
}

/** Confidence and contrast. */
export function writeShare(writer: ByteWriter, was: number, is: number): void {
  writeSteps(writer, shareSteps, was, is);
}

export function readShare(reader: ByteReader, was: number): number {
  return readSteps(reader, shareSteps, was);
}

export function writeSteps(writer: ByteWriter, steps: number, was: number, is: number): void {
  writer.signed(Math.round(is * steps) - Math.round(was * steps));
}

export function readSteps(reader: ByteReader, steps: number, was: number): number {
  return (Math.round(was * steps) + reader.signed()) / steps;
}

export function isSameBox(a: Box, b: Box): boolean {
  return a === b || (a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}
