// The site of the dispatch bench: a number of grid cells, each with an officer and a member of the property staff.
import type { SiteFile } from '../../contracts/index.ts';

export function cellOf(index: number): string {
  return `370305${String(index + 1).padStart(9, '0')}`;
}

export function benchSite(cells: number): SiteFile {
  return {
    version: 1,
    name: 'Bench',
    timezone: 'Asia/Shanghai',
    cameras: Array.from({ length: cells }, (_, index) => cameraOf(index)),
    fences: [],
    roster: Array.from({ length: cells }, (_, index) => ({
      gridCell: cellOf(index),
      officer: { name: `Officer ${index}` },
      property: { name: `Warden ${index}` },
    })),
  };
}

function cameraOf(index: number): SiteFile['cameras'][number] {
  const gridCell = cellOf(index);
  return { id: `camera-${gridCell}`, source: 'rtsp://camera.example/stream', gridCell };
}
