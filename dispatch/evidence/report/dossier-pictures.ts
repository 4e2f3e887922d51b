// The section of pictures: for each incident the one from before, those of its openings, and the one from after. Takes the record
// and the files of the bundle. Pictures above the limit are in the bundle only, and the report says so.
import type { ClockText } from './clock-text.ts';
import {
  inBoth,
  oneLine,
  type Block,
  type DossierPicture,
  type DossierSource,
  type Section,
} from './dossier-form.ts';

/** Pictures of one case in the report; more would be too many pages to print. */
export const mostPictures = 24;

export function picturesOf(source: DossierSource, clock: ClockText): Section {
  const all = source.record.incidents.flatMap((incident, index) =>
    ofIncident(source, { incident, index }, clock),
  );
  const title = { zh: '图片', en: 'Pictures' };
  const none = inBoth({ zh: '无图片', en: 'there is no picture' });
  if (all.length === 0) return { title, blocks: [{ kind: 'lines', lines: [none] }] };
  const blocks: Block[] = [{ kind: 'pictures', pictures: all.slice(0, mostPictures) }];
  const left = all.length - mostPictures;
  if (left > 0) {
    const more = {
      zh: `另有 ${left} 张图片见压缩包`,
      en: `${left} more pictures are in the bundle`,
    };
    blocks.push({ kind: 'lines', lines: [inBoth(more)] });
  }
  return { title, blocks };
}

interface Numbered {
  incident: DossierSource['record']['incidents'][number];
  index: number;
}

function ofIncident(
  { detail, files }: DossierSource,
  { incident, index }: Numbered,
  clock: ClockText,
): DossierPicture[] {
  const { pictureBefore, pictureAfter, incidentId } = incident;
  const cameraName = oneLine(incident.cameraName);
  const found: DossierPicture[] = [];
  const add = (path: string, caption: string) => found.push({ path, caption });
  if (pictureBefore !== null)
    add(pictureBefore, `${inBoth({ zh: '事前', en: 'before' })}: ${cameraName}`);
  const openings = (detail.openings ?? []).filter((one) => one.incidentId === incidentId);
  for (const { opening, openedAt } of openings) {
    const path = `${detail.id}/camera-${index + 1}-opening-${opening}-picture.`;
    const file = files.find((one) => one.path.startsWith(path));
    const what = inBoth({ zh: '发现', en: 'opened' });
    if (file) add(file.path, `${what}: ${cameraName}, ${clock.short(openedAt)}`);
  }
  if (pictureAfter !== null)
    add(pictureAfter, `${inBoth({ zh: '事后', en: 'after' })}: ${cameraName}`);
  return found;
}
