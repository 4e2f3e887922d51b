// Reads a scene from a YAML file. Returns the scene, named after the file, or its faults.
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseDocument } from 'yaml';
import type { Fault } from '../contracts/index.ts';
import { parseScene, type Scene } from './scene.ts';

export interface NamedScene {
  readonly name: string;
  readonly scene: Scene;
}

export type SceneFileResult = ({ ok: true } & NamedScene) | { ok: false; faults: Fault[] };

export async function loadScene(file: string): Promise<SceneFileResult> {
  const text = await readText(file);
  if (text === null) return { ok: false, faults: [{ path: '', message: 'cannot be read' }] };
  const document = parseDocument(text);
  if (document.errors.length > 0)
    return { ok: false, faults: document.errors.map(({ message }) => ({ path: '', message })) };
  const result = parseScene(document.toJS());
  return result.ok ? { ...result, name: basename(file, extname(file)) } : result;
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}
