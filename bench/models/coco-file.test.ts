import { describe, expect, it } from 'vitest';
import { parseCoco } from './coco-file.ts';

const image = { id: 7, file_name: 'a/one.jpg', width: 200, height: 100, licence: 3 };
const car = { id: 1, name: 'car', supercategory: 'vehicle' };
const box = {
  id: 5,
  image_id: 7,
  category_id: 1,
  bbox: [20, 10, 40, 30],
  iscrowd: 0,
  segmentation: [],
};

function read(more: Record<string, unknown> = {}) {
  return parseCoco(
    JSON.stringify({ info: {}, images: [image], annotations: [box], categories: [car], ...more }),
  );
}

const faultsOf = (more: Record<string, unknown>) => {
  const result = read(more);
  return result.ok ? [] : result.faults.map(({ path, message }) => `${path}: ${message}`);
};

describe('a COCO file', () => {
  it('returns pictures with their boxes in shares of the picture', () => {
    const result = read();
    expect(result.ok && result.set).toEqual({
      labels: ['car'],
      pictures: [
        {
          file: 'a/one.jpg',
          width: 200,
          height: 100,
          boxes: [
            {
              id: 5,
              label: 'car',
              box: { x: 0.1, y: 0.1, width: 0.2, height: 0.3 },
              areaPx: 1200,
              isCrowd: false,
            },
          ],
        },
      ],
      notes: [],
    });
  });

  it('may begin with a byte order mark, and have no pictures', () => {
    const text = JSON.stringify({ images: [], annotations: [], categories: [car] });
    expect(parseCoco(`\ufeff${text}`)).toMatchObject({ ok: true, set: { pictures: [] } });
  });

  it('clips boxes at the edge of the picture, and notes that', () => {
    const result = read({ annotations: [{ ...box, bbox: [180, -10, 60, 40] }] });
    expect(result).toMatchObject({
      ok: true,
      set: { notes: ['1 boxes reach out of their picture and are cut at its edge'] },
    });
    const cut = result.ok ? result.set.pictures[0]!.boxes[0]!.box : null;
    expect(cut).toEqual({ x: 0.9, y: 0, width: 0.1, height: 0.3 });
  });

  it('tolerates rounding, keeps the area of the file and reads crowds', () => {
    const crowd = { ...box, bbox: [160, 70, 40.6, 30.4], area: 900.5, iscrowd: 1 };
    const result = read({ annotations: [crowd] });
    expect(result).toMatchObject({
      ok: true,
      set: { notes: [], pictures: [{ boxes: [{ isCrowd: true, areaPx: 900.5 }] }] },
    });
  });

  it('notes that pictures without a box count as empty', () => {
    const result = read({ annotations: [] });
    expect(result.ok && result.set.notes[0]).toMatch(/1 pictures have no box/);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a picture twice',
      { images: [image, image] },
      /images\[1\]\.id: expected each id once, got 7/,
    ],
    [
      'a file twice',
      { images: [image, { ...image, id: 8 }] },
      /images\[1\]\.file_name: expected each file_name once/,
    ],
    [
      'a box twice',
      { annotations: [box, box] },
      /annotations\[1\]\.id: expected each id once, got 5/,
    ],
    [
      'a label twice in another case',
      { categories: [car, { id: 2, name: 'Car' }] },
      /categories\[1\]\.name/,
    ],
    [
      'a picture that is not there',
      { annotations: [{ ...box, image_id: 9 }] },
      /annotations\[0\]\.image_id: expected an id that the file has, got 9/,
    ],
    [
      'a label that is not there',
      { annotations: [{ ...box, category_id: 9 }] },
      /annotations\[0\]\.category_id/,
    ],
    [
      'a box outside',
      { annotations: [{ ...box, bbox: [300, 10, 20, 20] }] },
      /annotations\[0\]\.bbox: expected a box in the picture of 200 × 100, got one at 300, 10/,
    ],
    [
      'a box without extent',
      { annotations: [{ ...box, bbox: [30, 10, 0, 20] }] },
      /expected a width and height above 0, got 0 × 20/,
    ],
    [
      'a box of negative extent',
      { annotations: [{ ...box, bbox: [30, 10, -5, 20] }] },
      /above 0, got -5 × 20/,
    ],
    [
      'a box of three numbers',
      { annotations: [{ ...box, bbox: [1, 2, 3] }] },
      /annotations\[0\]\.bbox/,
    ],
    ['a box of text', { annotations: [{ ...box, bbox: ['1', 2, 3, 4] }] }, /bbox\[0\]/],
    ['a crowd of 2', { annotations: [{ ...box, iscrowd: 2 }] }, /annotations\[0\]\.iscrowd/],
    ['a negative area', { annotations: [{ ...box, area: -1 }] }, /annotations\[0\]\.area/],
    ['an id that is text', { images: [{ ...image, id: '7' }] }, /images\[0\]\.id/],
    ['a picture of no width', { images: [{ ...image, width: 0 }] }, /images\[0\]\.width/],
    ['no labels', { categories: [] }, /categories/],
    ['a label of blanks', { categories: [{ id: 1, name: '  ' }] }, /categories\[0\]\.name/],
    ['no annotations', { annotations: undefined }, /annotations: expected array/],
    [
      'a file above the folder',
      { images: [{ ...image, file_name: 'a/../../etc/passwd' }] },
      /images\[0\]\.file_name: expected a file within the folder/,
    ],
    ['an absolute file', { images: [{ ...image, file_name: '/etc/passwd' }] }, /within the folder/],
    ['a file of a drive', { images: [{ ...image, file_name: 'C:\\x.jpg' }] }, /within the folder/],
    [
      'a name with a zero byte',
      { images: [{ ...image, file_name: 'a\0.jpg' }] },
      /within the folder/,
    ],
  ])('is refused with %s', (_, more, message) => {
    expect(faultsOf(more).join('\n')).toMatch(message);
  });

  it('reports all faults at once', () => {
    const faults = faultsOf({
      annotations: [
        { ...box, image_id: 9 },
        { ...box, bbox: [500, 0, 5, 5] },
      ],
    });
    expect(faults).toHaveLength(3);
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"images": [{"id":'],
    ['a list', '[]'],
    ['a number that is endless', '{"images":[],"annotations":[{"id":1e999}],"categories":[]}'],
    ['null', 'null'],
  ])('is refused where it is %s', (_, text) => {
    expect(parseCoco(text)).toMatchObject({ ok: false });
  });
});
