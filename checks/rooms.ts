// The order of the folders inside each top folder, lowest first: each may import the ones before it, types included. A name that
// ends in `.ts` is a single file. Files that are not listed connect the folders and may import all of them.
import { importsOf, isProductFile, resolveImport, type SourceFile } from './source-file.ts';

export const rooms: Readonly<Record<string, readonly string[]>> = {
  host: [
    'error-code.ts',
    'error-message.ts',
    'back-off.ts',
    'clock.ts',
    'package-root.ts',
    'read-text.ts',
    'whole-file.ts',
    'supervise.ts',
    'defects.ts',
    'start-fault.ts',
    'lock-holder.ts',
    'lock-place.ts',
    'folder-lock.ts',
    'seal',
    'credentials',
    'redis',
  ],
  edge: [
    'wake-signal.ts',
    'found-problem.ts',
    'ffmpeg',
    'state',
    'outbox',
    'schedule',
    'packets',
    'record',
    'capture',
    'fences',
    'alerts',
    'added',
    'credentials',
    'health',
    'leases',
    'rings.ts',
    'outboxes-options.ts',
    'outbox-drains.ts',
    'outboxes.ts',
    'observations',
    'history',
    'pipeline',
    'analysis',
  ],
  geofences: [
    'area',
    'claim.ts',
    'hours',
    'places',
    'engine-state.ts',
    'adopt-incidents.ts',
    'removed-fences.ts',
    'rules',
    'matters.ts',
    'engine.ts',
    'why-not.ts',
    'backtest',
    'advise',
  ],
  detectors: [
    'detection.ts',
    'frame.ts',
    'onnx-runtime.ts',
    'execution-provider.ts',
    'detector.ts',
    'scene',
    'health',
    'people-tally.ts',
    'stillness.ts',
    'tracking',
    'lasting-people.ts',
    'places-of-people.ts',
    'crops',
    'opinion',
    'region-names.ts',
    'closer-looks.ts',
    'fair-queue.ts',
    'onnx-session.ts',
    'families',
  ],
  dispatch: [
    'local-text.ts',
    'log.ts',
    'store-fault.ts',
    'auth',
    'live',
    'cases',
    'quality',
    'evidence',
    'deadlines',
    'roster',
    'routing',
    'fences',
    'map',
    'channels',
    'delivery',
    'timers',
    'cameras',
    'problems',
    'store',
    'ingest',
    'queue',
    'engine',
    'people',
    'numbers',
    'history',
    'uploads',
    'metrics',
    'api',
  ],
  dashboard: [
    'service-worker',
    'api',
    'time',
    'i18n',
    'settings',
    'shared',
    'offline',
    'session',
    'live',
    'problem-wording',
    'cameras',
    'watch',
    'problems',
    'account',
    'evidence',
    'verify',
    'map-view',
    'place',
    'responder',
    'cases',
    'reports',
    'back-test',
    'moved-view',
    'fences',
    'wall',
    'camera-setup',
    'people',
    'first-run',
    'shifts',
    'reviews',
    'duty-desk',
    'supervision',
    'quality',
    'map',
    'app',
  ],
};

/** Every forbidden import in a product file of an inner folder, in words. */
export function roomBreachesOf(file: SourceFile): string[] {
  const [folder = ''] = file.path.split('/');
  const order = rooms[folder];
  if (order === undefined || !isProductFile(file.path)) return [];
  const own = roomOf(file.path);
  const rank = order.indexOf(own);
  if (rank < 0 && !isSingleFile(own))
    return [`${file.path}: the room ${folder}/${own} is not in checks/rooms.ts`];
  if (rank < 0) return [];
  return importsOf(file).flatMap((specifier) => {
    const target = resolveImport(file.path, specifier);
    if (target === null || !target.startsWith(`${folder}/`)) return [];
    const into = roomOf(target);
    const isBelow = into === own || (order.includes(into) && order.indexOf(into) < rank);
    return isBelow ? [] : [`${file.path} imports ${specifier}: ${own} may not use ${into}`];
  });
}

/** The part of the path below its top folder: a folder, or a file. */
function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function isSingleFile(room: string): boolean {
  return /\.tsx?$/.test(room);
}
