// Runs once before the multi-process tests: renders the films of the demo's cameras, which takes a minute without the cache.
// Otherwise concurrent tests would all render them.
import { loadDemoScenes } from './district.ts';
import { filmScenes } from '../cli/simulate.ts';

export default async function prepare(): Promise<void> {
  await filmScenes(await loadDemoScenes(['street', 'fire-exit', 'corner']));
}
