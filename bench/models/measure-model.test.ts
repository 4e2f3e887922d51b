import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Detection } from '../../detectors/detection.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Picture } from '../../detectors/frame.ts';
import type { LabelledPicture, LabelledSet, TrueBox } from './coco-file.ts';
import { measureModel, type ModelFigures } from './measure-model.ts';
import { compareMarkdown, compareText } from './text.ts';

const box = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
const truth: TrueBox = { id: 1, label: 'Fire-Hydrant', box, areaPx: 1600, isCrowd: false };
const picture = (file: string, boxes = [truth]): LabelledPicture => ({
  file,
  width: 80,
  height: 40,
  boxes,
});
const seen = (label: string, confidence = 0.8): Detection => ({
  thing: 'other',
  label,
  confidence,
  box,
});

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-compare-'));
  const draw = (channels: 3 | 4, width = 80) =>
    sharp({ create: { width, height: 40, channels, background: '#c04020' } });
  await draw(3).jpeg().toFile(join(dir, 'colour.jpg'));
  await draw(4).png().toFile(join(dir, 'clear.png'));
  await draw(3).greyscale().png().toFile(join(dir, 'grey.png'));
  await draw(3, 60).png().toFile(join(dir, 'small.png'));
  await writeFile(join(dir, 'text.jpg'), 'no picture');
  await writeFile(join(dir, 'empty.jpg'), '');
  await mkdir(join(dir, 'folder.jpg'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function detectorOf(detections: readonly Detection[], looked: Picture[] = []): Detector {
  return {
    model: { name: 'made', sha256: '0'.repeat(64) },
    input: { width: 64, height: 64 },
    detect: (one) => {
      looked.push(one);
      return Promise.resolve([...detections]);
    },
    close: () => Promise.resolve(),
  };
}

function measure(
  detector: Detector,
  pictures: LabelledPicture[],
  modelLabels = ['fire hydrant', 'car'],
): Promise<ModelFigures> {
  const set: LabelledSet = { labels: ['Fire-Hydrant', 'stall'], pictures, notes: [] };
  return measureModel({ detector, modelLabels, set, dir });
}

describe('a model on labelled pictures', () => {
  it('is judged by label, whatever case and blanks', async () => {
    const figures = await measure(detectorOf([seen('fire hydrant'), seen('car')]), [
      picture('colour.jpg'),
    ]);
    expect(figures).toMatchObject({ pictures: 1, meanAp50: 1, meanAp: 1, leftOut: [] });
    expect(figures.labels[0]).toMatchObject({ wanted: 1, ap50: 1, isKnown: true });
    expect(figures.labels[0]!.bySize.medium).toMatchObject({ wanted: 1, ap50: 1 });
  });

  it('is not judged on labels that it does not have', async () => {
    const stall = { ...truth, label: 'stall' };
    const figures = await measure(detectorOf([]), [picture('colour.jpg', [stall])]);
    expect(figures.labels[1]).toMatchObject({ isKnown: false, wanted: 1, ap50: 0 });
    expect(figures).toMatchObject({ meanAp50: null, meanAp: null });
    expect(compareText([figures], [])).toMatch(/stall +1 +not its label +–/);
  });

  it('gets grey and transparent pictures as RGB', async () => {
    const looked: Picture[] = [];
    await measure(detectorOf([], looked), [picture('grey.png'), picture('clear.png')]);
    expect(looked.map(({ rgb }) => rgb.length)).toEqual([9600, 9600]);
    const [grey] = looked;
    expect(new Set(grey!.rgb.slice(0, 3)).size).toBe(1);
  });

  it('leaves out missing, unreadable and wrong-sized pictures with the reason', async () => {
    const names = ['none.jpg', 'text.jpg', 'empty.jpg', 'folder.jpg', 'small.png', 'colour.jpg'];
    const figures = await measure(
      detectorOf([seen('fire hydrant')]),
      names.map((file) => picture(file)),
    );
    expect(figures.leftOut).toEqual([
      { file: 'none.jpg', reason: 'not-there' },
      { file: 'text.jpg', reason: 'not-a-picture' },
      { file: 'empty.jpg', reason: 'not-a-picture' },
      { file: 'folder.jpg', reason: 'not-a-picture' },
      { file: 'small.png', reason: 'other-size' },
    ]);
    expect(figures).toMatchObject({ pictures: 1, meanAp50: 1 });
    expect(compareText([figures], [])).toContain('5 pictures are left out: none.jpg (not-there)');
  });

  it('has no figures without a picture', async () => {
    const figures = await measure(detectorOf([]), []);
    expect(figures).toMatchObject({ pictures: 0, meanAp50: null, cpuMsPerPicture: null });
    expect(compareText([figures], ['a note'])).toMatch(/^a note\n[^]*made +– +– +0 +– +–/);
  });
});

describe('models beside each other', () => {
  it('are printed as text and as Markdown', async () => {
    const pictures = Array.from({ length: 20 }, () => picture('colour.jpg'));
    const good = await measure(detectorOf([seen('fire hydrant', 0.9)]), pictures);
    const poor = await measure(
      detectorOf([seen('fire hydrant', 0.9), seen('fire hydrant', 0.95)]),
      pictures,
    );
    const text = compareText(
      [
        { ...good, model: 'good' },
        { ...poor, model: 'poor' },
      ],
      [],
    );
    expect(text).toMatch(/label +boxes +good AP50 +AP50:95 +poor AP50 +AP50:95/);
    expect(text).toMatch(/Fire-Hydrant +good +0\.45 +100% +100% +0\.10/);
    expect(text).toMatch(/Fire-Hydrant +poor +0\.9 to 1\.0 +40 +0\.92 +50%/);
    expect(compareMarkdown([good], ['a note'])).toContain('| made | 1.000 | 1.000 | 20 |');
  });
});
