// The import rules between the top folders, as data, and the check of one file against them. To change a rule, change it here and
// explain it in an ADR.
import { builtinModules } from 'node:module';
import {
  importsOf,
  isProductFile,
  packageOf,
  resolveImport,
  type SourceFile,
} from './source-file.ts';

export interface Wall {
  /** What it may import of this repository besides itself: folders, or a single file such as `host/back-off.ts`. */
  folders: readonly string[] | 'any';
  /** npm packages it may import. */
  packages: readonly string[] | 'any';
  /** Node modules that it may import. */
  node: 'any' | 'none' | 'without network';
  /** The only file that other folders may import; any file when absent. */
  door?: string;
}

const anything: Wall = { folders: 'any', packages: 'any', node: 'any' };

export const walls: Readonly<Record<string, Wall>> = {
  contracts: { folders: [], packages: ['zod'], node: 'none' },
  models: {
    folders: ['contracts', 'host'],
    packages: ['zod', 'yaml', 'protobufjs', '@vladmandic/human'],
    node: 'any',
  },
  'observation-log': { folders: ['contracts'], packages: ['zod'], node: 'none', door: 'index.ts' },
  geofences: { folders: ['contracts'], packages: ['zod'], node: 'none', door: 'index.ts' },
  detectors: {
    folders: ['contracts', 'models'],
    packages: ['onnxruntime-node', 'sharp', 'zod'],
    node: 'without network',
  },
  evidence: { folders: ['contracts'], packages: ['zod'], node: 'none' },
  host: { folders: [], packages: ['ioredis', 'zod', '@contentauth/c2pa-node'], node: 'any' },
  edge: {
    folders: [
      'contracts',
      'models',
      'detectors',
      'observation-log',
      'geofences',
      'host',
      'evidence',
    ],
    packages: 'any',
    node: 'any',
  },
  dispatch: {
    folders: ['contracts', 'observation-log', 'geofences', 'host', 'evidence'],
    packages: 'any',
    node: 'any',
  },
  dashboard: {
    // Of the ground floor only what has no imports: the rest needs Node.
    folders: ['contracts', 'observation-log', 'geofences', 'evidence', 'host/back-off.ts'],
    packages: 'any',
    node: 'none',
  },
  simulator: { folders: ['contracts'], packages: 'any', node: 'any' },
  cli: anything,
  e2e: anything,
  bench: anything,
  checks: anything,
  scripts: anything,
  deploy: anything,
};

/** Folders at the top of the import graph: no product code imports them. */
const onlyForTests = ['e2e', 'checks', 'scripts', 'deploy'];
const networkModules = ['dgram', 'dns', 'http', 'http2', 'https', 'net', 'tls'];

/** Every forbidden import of a product file, in words. */
export function breachesOf(file: SourceFile): string[] {
  const folder = file.path.split('/')[0] ?? '';
  const wall = walls[folder];
  if (!file.path.includes('/') || !isProductFile(file.path)) return [];
  if (!wall) return [`${file.path}: the folder ${folder} has no wall in checks/walls.ts`];
  return importsOf(file).flatMap((specifier) => {
    const reason = refusal({ file: file.path, folder, wall, specifier });
    return reason ? [`${file.path} imports ${specifier}: ${reason}`] : [];
  });
}

interface Import {
  file: string;
  folder: string;
  wall: Wall;
  specifier: string;
}

function refusal({ file, folder, wall, specifier }: Import): string | null {
  const target = resolveImport(file, specifier);
  if (target !== null) return folderRefusal(folder, wall, target);
  if (specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier)))
    return nodeRefusal(folder, wall, specifier);
  const name = packageOf(specifier);
  return wall.packages === 'any' || wall.packages.includes(name)
    ? null
    : `${folder} may not use this package`;
}

function folderRefusal(folder: string, wall: Wall, target: string): string | null {
  const into = target.split('/')[0] ?? '';
  // Multi-process tests are tests: their helpers may use those of other folders.
  if (!isProductFile(target))
    return folder === 'e2e' ? null : 'the product may not use tests or their helpers';
  if (into === folder) return null;
  const door = walls[into]?.door;
  if (door !== undefined && target !== `${into}/${door}`)
    return `only ${into}/${door} may be imported from outside`;
  if (wall === anything && folder !== 'cli') return null;
  if (onlyForTests.includes(into)) return `the product may not use ${into}`;
  return wall.folders === 'any' || wall.folders.includes(into) || wall.folders.includes(target)
    ? null
    : `${folder} may not use ${into}`;
}

function nodeRefusal(folder: string, wall: Wall, specifier: string): string | null {
  if (!specifier.startsWith('node:')) return `write node:${specifier}`;
  const name = packageOf(specifier).slice('node:'.length);
  if (wall.node === 'none') return `${folder} may not use Node`;
  return wall.node === 'without network' && networkModules.includes(name)
    ? `${folder} may not use the network`
    : null;
}
