// The place of a case in words, from what it knows, and where the phone's map is asked for it. Pure.
import type { CaseDetail } from '../../contracts/index.ts';

type Placed = Pick<CaseDetail, 'cameraName' | 'fenceName' | 'place' | 'report'>;

/** Each once, the widest first. */
export function placeWords({ cameraName, fenceName, place, report }: Placed): string[] {
  const told = [report?.where.text, report?.where.place];
  const words = [cameraName, ...told, fenceName, place];
  return [
    ...new Set(
      words.filter((one): one is string => one !== undefined && one !== null && one !== ''),
    ),
  ];
}

/** Cameras have no coordinates: the map is asked in words. Apple's phones do not know `geo:`. */
export function mapAddress(words: readonly string[], userAgent: string): string {
  const asked = encodeURIComponent(words.filter((one) => one !== '').join(' '));
  return /iPhone|iPad|Macintosh/.test(userAgent) ? `maps:?q=${asked}` : `geo:0,0?q=${asked}`;
}
