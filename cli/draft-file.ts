// Reads draft fences: a YAML file with a list `fences:`, or with one fence, in the form of a site file. Takes the draft and its
// site; returns all fences of the site including the draft, or every fault.
import { parseSite, type Fault, type Fence } from '../contracts/index.ts';
import { readYaml } from './site-file.ts';

export type DraftResult =
  | {
      readonly ok: true;
      /** The site's fences, with the draft's in place of those with the same id, and new ones at the end. */
      readonly fences: Fence[];
      /** The fences of the draft. */
      readonly drafted: Fence[];
    }
  | { readonly ok: false; readonly faults: Fault[] };

export interface DraftOptions {
  readonly draft: string;
  /** The site file's path: the draft is validated as a part of it. */
  readonly site: string;
  /** The fences of that site file. */
  readonly armed: readonly Fence[];
}

export async function loadDraft({ draft, site, armed }: DraftOptions): Promise<DraftResult> {
  const written = await readYaml(draft);
  if (!written.ok) return written;
  const surroundings = await readYaml(site);
  if (!surroundings.ok) return surroundings;
  const { fences, isOne, faults } = fencesIn(written.value);
  if (faults.length > 0) return { ok: false, faults };
  const result = parseSite({ ...(surroundings.value as object), fences }, process.env);
  if (!result.ok) return { ok: false, faults: result.faults.map((fault) => placed(fault, isOne)) };
  return { ok: true, fences: merged(armed, result.site.fences), drafted: result.site.fences };
}

interface Written {
  readonly fences: unknown;
  readonly isOne: boolean;
  readonly faults: Fault[];
}

/** A map without `fences` is one fence. */
function fencesIn(value: unknown): Written {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('', 'expected a fence, or a list of them under `fences`');
  if (!('fences' in value)) return { fences: [value], isOne: true, faults: [] };
  const [stray] = Object.keys(value).filter((key) => key !== 'fences');
  if (stray !== undefined) return refused(stray, 'unknown key');
  if (Array.isArray(value.fences) && value.fences.length === 0)
    return refused('fences', 'expected at least one fence, got none');
  return { fences: value.fences, isOne: false, faults: [] };
}

function refused(path: string, message: string): Written {
  return { fences: [], isOne: false, faults: [{ path, message }] };
}

/** The location of the fault in the draft as written. */
function placed({ path, message }: Fault, isOne: boolean): Fault {
  return { path: isOne ? path.replace(/^fences\[0\]\.?/, '') : path, message };
}

function merged(armed: readonly Fence[], drafted: readonly Fence[]): Fence[] {
  const drafts = new Map(drafted.map((fence) => [fence.id, fence]));
  const known = new Set(armed.map(({ id }) => id));
  return [
    ...armed.map((fence) => nextVersion(drafts.get(fence.id), fence)),
    ...drafted.filter(({ id }) => !known.has(id)),
  ];
}

function nextVersion(draft: Fence | undefined, armed: Fence): Fence {
  return draft ? { ...draft, version: armed.version + 1 } : armed;
}
