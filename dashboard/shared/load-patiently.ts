// Loads a part of the app that comes after the first screen. On a slow connection a file may fail: it is requested again with
// growing pauses, and the last error is passed on.
const waitsMs = [500, 1000, 2000, 4000, 8000];

export async function loadPatiently<T>(
  load: () => Promise<T>,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((go) => setTimeout(go, ms)),
): Promise<T> {
  for (const ms of waitsMs) {
    try {
      return await load();
    } catch {
      await wait(ms);
    }
  }
  return load();
}
