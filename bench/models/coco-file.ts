// Labelled pictures of users in COCO format. Takes the text of the file; returns pictures with their boxes, or every fault with
// its path: duplicate or missing ids, boxes without extent or outside, names that leave the folder. Minor irregularities are
// notes.
import { z } from 'zod';
import { faultsOf, type Box, type Fault } from '../../contracts/index.ts';

export interface TrueBox {
  readonly id: number;
  readonly label: string;
  /** In shares of the picture, clipped to it. */
  readonly box: Box;
  /** Area in square pixels: the file's, or the box's. */
  readonly areaPx: number;
  /** A group that was not labelled individually: detections in it do not count. */
  readonly isCrowd: boolean;
}

export interface LabelledPicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly TrueBox[];
}

export interface LabelledSet {
  /** In the file's order. */
  readonly labels: readonly string[];
  readonly pictures: readonly LabelledPicture[];
  readonly notes: readonly string[];
}

export type CocoResult =
  | { readonly ok: true; readonly set: LabelledSet }
  | { readonly ok: false; readonly faults: Fault[] };

const id = z.int().min(0);
const size = z.int().min(1).max(100_000);
const cocoSchema = z.object({
  images: z
    .array(z.object({ id, file_name: z.string().min(1).max(1000), width: size, height: size }))
    .max(1_000_000),
  annotations: z
    .array(
      z.object({
        id,
        image_id: id,
        category_id: id,
        bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        area: z.number().min(0).optional(),
        iscrowd: z.union([z.literal(0), z.literal(1), z.boolean()]).default(0),
      }),
    )
    .max(10_000_000),
  categories: z
    .array(z.object({ id, name: z.string().trim().min(1).max(200) }))
    .min(1)
    .max(10_000),
});
type Coco = z.output<typeof cocoSchema>;
type Annotation = Coco['annotations'][number];
type Image = Coco['images'][number];

export function parseCoco(text: string): CocoResult {
  const value = jsonOf(text);
  if (value === undefined) return refused('', 'expected JSON in COCO form, got something else');
  const parsed = cocoSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const coco = parsed.data;
  const faults = [...twice(coco), ...strangers(coco), ...nameFaults(coco), ...boxFaults(coco)];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, set: setOf(coco) };
}

function refused(path: string, message: string): CocoResult {
  return { ok: false, faults: [{ path, message }] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function twice({ images, annotations, categories }: Coco): Fault[] {
  return [
    ...repeated(
      'images',
      'id',
      images.map((one) => one.id),
    ),
    ...repeated(
      'images',
      'file_name',
      images.map((one) => one.file_name),
    ),
    ...repeated(
      'annotations',
      'id',
      annotations.map((one) => one.id),
    ),
    ...repeated(
      'categories',
      'id',
      categories.map((one) => one.id),
    ),
    ...repeated(
      'categories',
      'name',
      categories.map(({ name }) => name.toLowerCase()),
    ),
  ];
}

function repeated(list: string, key: string, values: readonly (number | string)[]): Fault[] {
  const seen = new Set<number | string>();
  return values.flatMap((value, index) => {
    const message = `expected each ${key} once, got ${value} again`;
    const fault = seen.has(value) ? [{ path: `${list}[${index}].${key}`, message }] : [];
    seen.add(value);
    return fault;
  });
}

function strangers({ images, annotations, categories }: Coco): Fault[] {
  const known = {
    image_id: new Set(images.map((one) => one.id)),
    category_id: new Set(categories.map((one) => one.id)),
  };
  return annotations.flatMap((one, index) =>
    (['image_id', 'category_id'] as const).flatMap((key) =>
      known[key].has(one[key])
        ? []
        : [
            {
              path: `annotations[${index}].${key}`,
              message: `expected an id that the file has, got ${one[key]}`,
            },
          ],
    ),
  );
}

/** A file name must stay in the folder of pictures. */
function nameFaults({ images }: Coco): Fault[] {
  return images.flatMap(({ file_name: name }, index) => {
    const leaves = /^([/\\]|[a-z]:)/i.test(name) || name.split(/[/\\]/).includes('..');
    return leaves || name.includes('\0')
      ? [
          {
            path: `images[${index}].file_name`,
            message: `expected a file within the folder, got "${name}"`,
          },
        ]
      : [];
  });
}

function boxFaults({ annotations, images }: Coco): Fault[] {
  const byId = new Map(images.map((one) => [one.id, one]));
  return annotations.flatMap(({ bbox, image_id }, index) => {
    const image = byId.get(image_id);
    if (!image) return [];
    const [x, y, width, height] = bbox;
    const path = `annotations[${index}].bbox`;
    if (!(width > 0 && height > 0))
      return [{ path, message: `expected a width and height above 0, got ${width} × ${height}` }];
    const { width: across, height: down } = insidePx({ bbox }, image);
    if (across > 0 && down > 0) return [];
    const message = `expected a box in the picture of ${image.width} × ${image.height}, got one at ${x}, ${y}`;
    return [{ path, message }];
  });
}

/** The part of the box inside the picture, pixels. */
function insidePx({ bbox }: Pick<Annotation, 'bbox'>, image: Image): Box {
  const [x, y, width, height] = bbox;
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(image.width, x + width);
  const bottom = Math.min(image.height, y + height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function setOf({ images, annotations, categories }: Coco): LabelledSet {
  const names = new Map(categories.map((one) => [one.id, one.name]));
  const byImage = new Map<number, Annotation[]>();
  for (const one of annotations) {
    const own = byImage.get(one.image_id);
    if (own) own.push(one);
    else byImage.set(one.image_id, [one]);
  }
  const pictures = images.map((image): LabelledPicture => ({
    file: image.file_name,
    width: image.width,
    height: image.height,
    boxes: (byImage.get(image.id) ?? []).map((one) => trueBox(one, image, names)),
  }));
  const unlabelled = pictures.filter(({ boxes }) => boxes.length === 0).length;
  const byId = new Map(images.map((one) => [one.id, one]));
  const reaching = annotations.filter((one) => reachesOut(one, byId.get(one.image_id))).length;
  return {
    labels: categories.map(({ name }) => name),
    pictures,
    notes: [
      ...(reaching > 0
        ? [`${reaching} boxes reach out of their picture and are cut at its edge`]
        : []),
      ...(unlabelled > 0
        ? [`${unlabelled} pictures have no box: whatever is found there counts as false`]
        : []),
    ],
  };
}

/** By more than rounding. */
function reachesOut(one: Annotation, image: Image | undefined): boolean {
  if (!image) return false;
  const [, , width, height] = one.bbox;
  const inside = insidePx(one, image);
  return inside.width < width - 1 || inside.height < height - 1;
}

function trueBox(one: Annotation, image: Image, names: ReadonlyMap<number, string>): TrueBox {
  const { x, y, width, height } = insidePx(one, image);
  return {
    id: one.id,
    label: names.get(one.category_id) ?? '',
    box: {
      x: x / image.width,
      y: y / image.height,
      width: width / image.width,
      height: height / image.height,
    },
    areaPx: one.area ?? width * height,
    isCrowd: one.iscrowd === 1 || one.iscrowd === true,
  };
}
