// Imports a table of cameras: completely, or not at all. Takes the bytes of the file, the book of cameras and the edges that ask for
// cameras; returns what was or would be added and changed, and every fault. A repeat changes nothing.
import {
  cameraFields,
  cameraTakersOf,
  maxCameraChanges,
  maxCameraRowFaults,
  withoutCredentials,
  type CameraImportAnswer,
  type CameraRowFault,
  type CameraRowWarning,
  type SetUpEdge,
} from '../../../contracts/index.ts';
import type { CameraBook } from '../camera-book.ts';
import type { CameraVersion, StoredCamera } from '../camera-store.ts';
import type { CameraRefusal } from '../decide-camera.ts';
import { readCameraTable, type CameraRow } from './read-camera-table.ts';

export interface CameraFile {
  bytes: Uint8Array;
  dryRun: boolean;
  /** Null asks for no check whether cameras were changed since. */
  revision: number | null;
  author: string;
  reason: string;
}

type Book = Pick<CameraBook, 'refresh' | 'revision' | 'decide' | 'store' | 'versionOf' | 'list'>;

/** Null when somebody else changed a camera meanwhile. */
export async function takeCameras(
  book: Book,
  edges: readonly SetUpEdge[],
  file: CameraFile,
): Promise<CameraImportAnswer | null> {
  await book.refresh();
  const revision = book.revision();
  if (file.revision !== null && file.revision !== revision) return null;
  const { encoding, cameras, rows, skipped, ...table } = readCameraTable(file.bytes);
  const decided = decideAll(book, cameras, file);
  const faults = [...table.faults, ...decided.faults].toSorted(byLine);
  const isGood = faults.length === 0;
  const warnings = isGood ? warningsOf(book, edges, cameras) : [];
  const versions = decided.made.map(({ version }) => version);
  const isStored = isGood && !file.dryRun && versions.length > 0;
  if (isStored && !(await book.store(versions))) return null;
  const changed = decided.made.filter(({ version }) => version.change === 'edited');
  return {
    ...{ encoding, rows, skipped, stored: isGood && !file.dryRun, revision: book.revision() },
    ...{ faults: faults.slice(0, maxCameraRowFaults), faultCount: faults.length },
    ...{ warnings: warnings.slice(0, maxCameraRowFaults), warningCount: warnings.length },
    ...{ added: versions.length - changed.length, changed: changed.length, same: decided.same },
    changes: changed.slice(0, maxCameraChanges).map(({ line, version, before }) => ({
      ...{ line, id: version.id, fields: fieldsOf(version.content, before) },
    })),
  };
}

function byLine(a: CameraRowFault, b: CameraRowFault): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

interface Made {
  line: number;
  version: CameraVersion;
  before: StoredCamera | null;
}

function decideAll(book: Book, rows: readonly CameraRow[], { author, reason }: CameraFile) {
  const made: Made[] = [];
  const faults: CameraRowFault[] = [];
  let same = 0;
  for (const { line, camera: row } of rows) {
    const { id, logIn, ...rest } = row;
    const baseVersion = book.versionOf(id);
    // A masked address stands for the stored one.
    const isKept = baseVersion !== null || rest.source.includes('=***');
    const camera = { ...rest, logIn: logIn ?? (isKept ? ('keep' as const) : null) };
    const isMasked = baseVersion === null && rest.source.includes('=***');
    const decided = isMasked
      ? ({ ok: false, reason: 'log-in-needed' } as const)
      : book.decide({ id, camera, baseVersion, author, reason });
    if (decided.ok) made.push({ line, version: decided.version, before: decided.before });
    else if (decided.reason === 'unchanged') same += 1;
    else
      faults.push({
        line,
        id,
        column: columns[decided.reason],
        code: codes[decided.reason],
        got: '',
      });
  }
  return { made, faults, same };
}

type Refused = Exclude<CameraRefusal, 'unchanged'>;
const codes: Readonly<Record<Refused, CameraRowFault['code']>> = {
  'in-site-file': 'in-site-file',
  'log-in-needed': 'log-in-needed',
  // Cannot happen: the newest version was read a moment ago.
  stale: 'twice',
  absent: 'missing',
};
const columns: Readonly<Record<Refused, CameraRowFault['column']>> = {
  'in-site-file': 'id',
  'log-in-needed': 'user',
  stale: 'id',
  absent: 'id',
};

function warningsOf(
  book: Book,
  edges: readonly SetUpEdge[],
  rows: readonly CameraRow[],
): CameraRowWarning[] {
  const inFile = new Set(rows.map(({ camera }) => camera.id));
  const others = book.list().filter(({ id }) => !inFile.has(id));
  const holders = new Map(others.map(({ id, source }) => [source, id]));
  return rows.flatMap(({ line, camera: { id, source, edge } }): CameraRowWarning[] => {
    const shown = withoutCredentials(source);
    const other = holders.get(shown);
    if (other === undefined) holders.set(shown, id);
    const { is } = cameraTakersOf(edge, edges);
    const isWatched = is === 'edges' || is === 'place';
    return [
      ...(other === undefined
        ? []
        : [{ line, id, column: 'source', code: 'same-address', got: other } as const]),
      ...(isWatched
        ? []
        : [{ line, id, column: 'edge', code: 'no-edge', got: edge ?? '' } as const]),
    ];
  });
}

function fieldsOf(now: StoredCamera | null, before: StoredCamera | null) {
  return cameraFields.filter((field) => {
    const key = field === 'logIn' ? 'sealed' : field;
    return now?.[key] !== before?.[key];
  });
}
