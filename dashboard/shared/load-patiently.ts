// Loads a part of the app that comes after the first screen. On a bad line a file may fail: it is asked for again, longer and longer
// apart, and the last failure is passed on.
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
