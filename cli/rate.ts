// Parses a rate in bytes or bits per second: `200kB/s`, `1.5MB/s`, `2Mbit/s`. Takes the text; returns bytes per second, or what
// was expected.

export type ParsedRate = { ok: true; bytesPerSecond: number } | { ok: false; message: string };

const units: Readonly<Record<string, number>> = {
  'b/s': 1,
  'kb/s': 1000,
  'mb/s': 1_000_000,
  'kbit/s': 125,
  'mbit/s': 125_000,
};
/** Below this an hour is not enough for one clip. */
const least = 1000;

export function parseRate(text: string): ParsedRate {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+\/s)$/.exec(text.trim()) ?? [];
  const factor = units[unit?.toLowerCase() ?? ''];
  const bytesPerSecond = Math.round(Number(number) * (factor ?? NaN));
  if (Number.isFinite(bytesPerSecond) && bytesPerSecond >= least)
    return { ok: true, bytesPerSecond };
  return {
    ok: false,
    message: `expected 1kB/s or more, such as 200kB/s, 1.5MB/s or 2Mbit/s, got "${text}"`,
  };
}
