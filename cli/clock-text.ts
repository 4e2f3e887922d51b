// Formats times for the command line: the position in a film, or the time of day of a live stream.

/** `m:ss.s` for a media time; for epoch ms of a live stream the date and time of day in UTC. */
export function clockText(ms: number): string {
  if (ms > 1e11) return new Date(ms).toISOString().slice(0, 21).replace('T', ' ');
  return `${Math.floor(ms / 60_000)}:${((ms % 60_000) / 1000).toFixed(1).padStart(4, '0')}`;
}
