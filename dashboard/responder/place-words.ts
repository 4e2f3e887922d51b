// The place of a case in words, and the address of the phone's map. Pure.
import type { CaseDetail } from '../../contracts/index.ts';

type Placed = Pick<CaseDetail, 'cameraName' | 'fenceName' | 'place' | 'report'>;

/** Without duplicates, the widest area first. */
export function placeWords({ cameraName, fenceName, place, report }: Placed): string[] {
  const told = [report?.where.text, report?.where.place];
  const words = [cameraName, ...told, fenceName, place];
  return [
    ...new Set(
      words.filter((one): one is string => one !== undefined && one !== null && one !== ''),
    ),
  ];
}

/** Cameras have no coordinates: the map is searched by words. Apple's phones do not support `geo:`. */
export function mapAddress(words: readonly string[], userAgent: string): string {
  const asked = encodeURIComponent(words.filter((one) => one !== '').join(' '));
  return /iPhone|iPad|Macintosh/.test(userAgent) ? `maps:?q=${asked}` : `geo:0,0?q=${asked}`;
}
