// The cost per camera of programs that decode everything with OpenCV and run a detector five times a second, in the same run.
// Takes addresses and a model; returns cores per camera of each, or why it could not be measured.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ModelError, resolveModel } from '../../models/index.ts';
import type { BenchSource } from './camera-site.ts';

const run = promisify(execFile);
const python = '/usr/bin/python3';
export const peerModes = ['full', 'gate'] as const;
export type PeerMode = (typeof peerModes)[number];

export type Peer =
  | { readonly ok: true; readonly mode: PeerMode; readonly cores: number; readonly runs: number }
  | { readonly ok: false; readonly mode: PeerMode; readonly why: string };

export interface Peers {
  readonly peers: readonly Peer[];
  /** Null when the model is installed. */
  readonly withoutModel: string | null;
}

const answerSchema = z.object({
  cpuSeconds: z.number(),
  seconds: z.number().positive(),
  decoded: z.number(),
  looked: z.number(),
  runs: z.number(),
});

export async function measurePeers(
  sources: readonly BenchSource[],
  options: { seconds: number; models: string },
): Promise<Peers> {
  const model = await peerModel(options.models);
  const peers: Peer[] = [];
  for (const mode of peerModes)
    peers.push(await measurePeer(mode, sources, { ...options, file: model.file }));
  return { peers, withoutModel: model.why };
}

async function peerModel(dir: string): Promise<{ file: string | null; why: string | null }> {
  try {
    const { file } = await resolveModel({ name: 'yolox-nano', dir });
    return { file, why: null };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { file: null, why: `without its model: ${error.message}` };
  }
}

async function measurePeer(
  mode: PeerMode,
  sources: readonly BenchSource[],
  { seconds, file }: { seconds: number; file: string | null },
): Promise<Peer> {
  try {
    const answers = await Promise.all(
      sources.map(({ url }) => ask([...argumentsOf(url, mode, seconds), ...modelArguments(file)])),
    );
    const cores = answers.map((answer) => answer.cpuSeconds / answer.seconds);
    const runs = answers.map((answer) => answer.runs / answer.seconds);
    return { ok: true, mode, cores: mean(cores), runs: mean(runs) };
  } catch (error) {
    return { ok: false, mode, why: reasonOf(error) };
  }
}

async function ask(args: readonly string[]): Promise<z.output<typeof answerSchema>> {
  const { stdout } = await run(python, [scriptPath(), ...args]);
  return answerSchema.parse(JSON.parse(stdout));
}

function argumentsOf(url: string, mode: PeerMode, seconds: number): string[] {
  return ['--url', url, '--mode', mode, '--seconds', String(seconds)];
}

function modelArguments(file: string | null): string[] {
  return file === null ? [] : ['--model', file];
}

/** Python's last line is the error. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes("No module named 'cv2'")) return 'python3-opencv is not installed';
  return text.trim().split('\n').at(-1) ?? text;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
}

/** The script is next to this file in the sources; it is not built. */
function scriptPath(): string {
  const places = ['./peer.py', '../../../bench/cameras/peer.py'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`peer.py is missing: looked at ${places.join(', ')}`);
  return found;
}
