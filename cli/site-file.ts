// Reads a site file: takes its path, returns a complete site or every fault. YAML faults have line and column; relative paths of
// video files are resolved from the site file's folder.
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import {
  parseSite,
  yamlProblem,
  type Camera,
  type Environment,
  type Fault,
  type SiteResult,
} from '../contracts/index.ts';
import { readTextUpTo } from '../host/read-text.ts';
import { withSecretFiles } from './secret-files.ts';

/** A district of 1,600 cameras with four fences each takes about 3 MB. */
const mostBytes = 32 << 20;

export async function loadSite(
  path: string,
  environment: Environment = process.env,
): Promise<SiteResult> {
  const file = await readText(path);
  if (!file.ok) return file;
  const content = parseYaml(file.text);
  if (!content.ok) return content;
  const secrets = await withSecretFiles(file.text, environment);
  if (!secrets.ok) return secrets;
  const result = parseSite(content.value, secrets.environment);
  return result.ok ? { ok: true, site: withResolvedSources(result.site, dirname(path)) } : result;
}

type Refused = { ok: false; faults: Fault[] };

async function readText(path: string): Promise<{ ok: true; text: string } | Refused> {
  try {
    return { ok: true, text: await readTextUpTo(path, mostBytes) };
  } catch (error) {
    return refused('', `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The plain value of a YAML file; a file that cannot be read is a fault like any other. */
export async function readYaml(path: string): Promise<{ ok: true; value: unknown } | Refused> {
  const file = await readText(path);
  return file.ok ? parseYaml(file.text) : file;
}

/** The plain value of a YAML text. Messages give lines, never the text, which may be confidential. */
export function parseYaml(text: string): { ok: true; value: unknown } | Refused {
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    const faults = problems.map(({ message, pos }) => {
      const { line, col } = lines.linePos(pos[0]);
      return { path: `line ${line}, column ${col}`, message: yamlProblem(message) };
    });
    return { ok: false, faults };
  }
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    return refused('', yamlProblem(error instanceof Error ? error.message : String(error)));
  }
}

function withResolvedSources<T extends { cameras: Camera[] }>(site: T, folder: string): T {
  const cameras = site.cameras.map((camera) => ({
    ...camera,
    source: /^[a-z][a-z0-9+.-]*:\/\//i.test(camera.source)
      ? camera.source
      : resolve(folder, camera.source),
  }));
  return { ...site, cameras };
}

function refused(path: string, message: string): Refused {
  return { ok: false, faults: [{ path, message }] };
}
