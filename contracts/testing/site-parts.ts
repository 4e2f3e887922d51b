// The smallest site file and parts to add to it, for tests of its parser.
import { describeFaults } from '../faults.ts';
import { parseSite, type Site, type SiteFile } from '../site.ts';

export const camera = { id: 'gate', source: 'rtsp://10.0.0.7/1' };
export const fence = {
  id: 'exit',
  camera: 'gate',
  kind: 'blocked-fire-exit' as const,
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as [number, number][],
};
export const duty = {
  gridCell: '370305001001001',
  officer: { name: 'Wang', phone: '13800000000' },
  property: { name: 'Li' },
};
export const smallest: SiteFile = { version: 1, timezone: 'Asia/Shanghai', cameras: [camera] };

/** The faults of the smallest file with these keys, as text; empty when it is good. */
export function faults(extra: object, environment = {}): string {
  const result = parseSite({ ...smallest, ...extra }, environment);
  return result.ok ? '' : describeFaults(result.faults);
}

/** The site of the smallest file with these keys. @throws its faults */
export function site(extra: object, environment = {}): Site {
  const result = parseSite({ ...smallest, ...extra }, environment);
  if (!result.ok) throw new Error(describeFaults(result.faults));
  return result.site;
}
