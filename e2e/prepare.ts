// Runs once before the tests over several processes: draws the films of the demo's cameras, which takes a minute when they
// are not in the cache yet. Tests that run side by side would otherwise all draw them.
import { loadDemoScenes } from './district.ts';
import { filmScenes } from '../cli/simulate.ts';

export default async function prepare(): Promise<void> {
  await filmScenes(await loadDemoScenes(['street', 'fire-exit', 'corner']));
}
