// A small site for tests: two cameras in one grid cell, a fence for each, one duty.
import { parseSite, type Environment, type Site, type SiteFile } from '../../contracts/index.ts';

export const testCell = '370305001001001';

const file: SiteFile = {
  version: 1,
  name: 'Test district',
  timezone: 'Asia/Shanghai',
  cameras: [
    { id: 'exit-3', name: 'Exit 3', source: 'rtsp://camera/exit', gridCell: testCell },
    { id: 'corner', name: 'Corner', source: 'rtsp://camera/corner', gridCell: testCell },
  ],
  fences: [
    {
      id: 'exit-3-floor',
      name: 'Exit 3, floor',
      camera: 'exit-3',
      kind: 'blocked-fire-exit',
      polygon: [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.75, 0.75],
      ],
    },
  ],
  roster: [
    {
      gridCell: testCell,
      officer: { name: 'Officer Li', phone: '13800000001' },
      property: { name: 'Warden Wang' },
    },
  ],
};

export function aSite(parts: Partial<SiteFile> = {}, environment: Environment = {}): Site {
  const result = parseSite({ ...file, ...parts }, environment);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.site;
}
