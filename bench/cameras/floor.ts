// The unavoidable cost of the same looks: copying a stream, decoding key frames, running the model, each measured alone. Takes
// films and sizes; returns the CPU time of each.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { cpuMs } from '../../cli/cpu-time.ts';
import { Tensor } from '../../detectors/onnx-runtime.ts';
import { createOnnxSession } from '../../detectors/onnx-session.ts';
import type { ResolvedModel } from '../../models/index.ts';
import { inferenceMs } from './usage.ts';
import type { BenchSource } from './camera-site.ts';
import type { Film } from './films.ts';
import type { RunsBySize } from './worker-counts.ts';

const run = promisify(execFile);
/** Opening a stream is expensive and happens once: subtract a short copy from a long one. */
const copySeconds = { short: 3, long: 13 };
const warmUps = 3;
const timedRuns = 20;

export interface Floor {
  /** Cores per camera. */
  readonly copy: number;
  readonly decode: number;
  readonly inference: number;
  readonly inAll: number;
}

export interface FloorCosts {
  /** Cores to copy one RTSP stream to a null output. */
  readonly copyCores: number;
  /** To decode a key frame and discard it, ms. */
  readonly decodeMs: number;
}

export function floorOf(
  { copyCores, decodeMs }: FloorCosts,
  looks: { looks: number; runs: RunsBySize; seconds: number; cameras: number },
  runMs: ReadonlyMap<string, number>,
): Floor {
  const cameraMs = looks.seconds * looks.cameras * 1000;
  const decode = (looks.looks * decodeMs) / cameraMs;
  const inference = inferenceMs(looks.runs, runMs) / cameraMs;
  return { copy: copyCores, decode, inference, inAll: copyCores + decode + inference };
}

export async function measureFloor(
  films: readonly Film[],
  sources: readonly BenchSource[],
): Promise<FloorCosts> {
  let copyMs = 0;
  let decodeMs = 0;
  let pictures = 0;
  for (const { url } of sources) copyMs += await copyMsOf(url);
  for (const { file } of films) {
    decodeMs += await cpuOf(decodeArguments(file));
    pictures += await keyFramesIn(file);
  }
  return {
    copyCores: copyMs / 1000 / (copySeconds.long - copySeconds.short) / Math.max(1, sources.length),
    decodeMs: decodeMs / Math.max(1, pictures),
  };
}

async function cpuOf(args: readonly string[]): Promise<number> {
  const begin = cpuMs();
  await run('ffmpeg', [...args]);
  return cpuMs() - begin;
}

async function copyMsOf(url: string): Promise<number> {
  const short = await cpuOf(copyArguments(url, copySeconds.short));
  return Math.max(0, (await cpuOf(copyArguments(url, copySeconds.long))) - short);
}

function copyArguments(url: string, seconds: number): string[] {
  const input = ['-v', 'error', '-rtsp_transport', 'tcp', '-i', url];
  return [...input, '-t', String(seconds), '-c', 'copy', '-f', 'null', '-'];
}

function decodeArguments(file: string): string[] {
  const input = ['-v', 'error', '-threads', '1', '-skip_frame', 'nokey', '-i', file];
  return [...input, '-fps_mode', 'passthrough', '-an', '-f', 'null', '-'];
}

async function keyFramesIn(file: string): Promise<number> {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-skip_frame',
    'nokey',
    '-show_entries',
    'frame=pts',
    '-of',
    'csv=p=0',
    file,
  ]);
  return stdout.split('\n').filter((line) => line.trim() !== '').length;
}

/** CPU time of one bare run by input size, ms; only for models that take bytes of any size. */
export async function measureRuns(
  model: ResolvedModel,
  sizes: readonly string[],
): Promise<Map<string, number>> {
  const session = await createOnnxSession({ file: model.file });
  const input = session.inputs[0];
  const costs = new Map<string, number>();
  for (const size of sizes) {
    const [width = 0, height = 0] = size.split('x').map(Number);
    const feed = () => ({ [input?.name ?? '']: tensorOf(input?.type ?? '', width, height) });
    for (let n = 0; n < warmUps; n++) await session.run(feed(), 'bench');
    const begin = await threadMs();
    for (let n = 0; n < timedRuns; n++) await session.run(feed(), 'bench');
    costs.set(size, ((await threadMs()) - begin) / timedRuns);
  }
  await session.close();
  return costs;
}

function tensorOf(type: string, width: number, height: number): Tensor {
  const pixels = width * height * 3;
  return type === 'uint8'
    ? new Tensor('uint8', new Uint8Array(pixels).fill(114), [1, height, width, 3])
    : new Tensor('float32', new Float32Array(pixels).fill(0.5), [1, 3, height, width]);
}

/** CPU time of this thread, on which the run takes place. */
async function threadMs(): Promise<number> {
  const [ns] = (await readFile('/proc/self/schedstat', 'utf8')).split(' ');
  return Number(ns) / 1e6;
}
