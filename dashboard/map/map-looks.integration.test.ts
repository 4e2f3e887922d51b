/// <reference types="node" />
// The map in headless Chromium: its base map as picture and tiles, also when it cannot be loaded; the view of a user of one cell;
// the layout in both languages and themes, on desktop and phone; many cameras and cases.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { findAxeFaults, findCutTexts, findSmallTargets } from '../testing/axe.ts';
import { allLooks } from '../testing/all-looks.ts';
import { findLatinWords } from '../testing/latin-words.ts';
import {
  button,
  canvas,
  enter,
  field,
  on,
  recordCase,
  setMapStage,
  shot,
  side,
  wide,
} from './testing/map-stage.ts';
import { moveSmoothly } from './testing/move-smoothly.ts';
import { cellCode, cellVersion } from './testing/sample-map.ts';
import { pictureTiles, vectorTiles } from './testing/sample-tiles.ts';

setMapStage();
beforeAll(async () => {
  await on.api.store.map.add(Array.from({ length: 9 }, (_, index) => cellVersion(index, wide)));
  await recordCase('map-looks');
});

test('a picture becomes the base map with two corners, and one that is too large is not sent', async () => {
  await enter('/map?edit=true');
  await on.page.locator('summary', { hasText: '底图' }).click();
  const sent = field('JPEG、PNG 或 WebP，正北朝上或有旋转');
  // From the disk, because sending it through the debugger is slow.
  const large = join(on.folder, 'large.png');
  await writeFile(large, Buffer.alloc(41 * 1024 * 1024));
  await sent.setInputFiles(large);
  await on.page.getByText('文件过大：最多 40 MB。').waitFor();
  const picture = sharp({
    create: { width: 600, height: 600, channels: 3, background: '#b8c4a0' },
  });
  await sent.setInputFiles({
    name: 'a.png',
    mimeType: 'image/png',
    buffer: await picture.png().toBuffer(),
  });
  await on.page.getByText('图片为 600 × 600 像素').waitFor();
  const card = on.page.locator('details.map-card', { hasText: '底图' });
  await card.getByRole('group', { name: '左上角' }).getByRole('textbox').fill('118.3, 36.812');
  await card.getByRole('group', { name: '右下角' }).getByRole('textbox').fill('118.312, 36.8');
  await card.getByLabel('修改原因').fill('新底图');
  await button('使用该图片').click();
  const image = on.page.locator('img.map-picture');
  await image.waitFor();
  await on.page.waitForFunction(
    () => (document.querySelector('img.map-picture') as HTMLImageElement).naturalWidth === 600,
  );
  // It covers the nine cells.
  const [shown, frame] = [await image.boundingBox(), await canvas().boundingBox()];
  expect(
    shown && frame && Math.abs(shown.x + shown.width / 2 - frame.x - frame.width / 2),
  ).toBeLessThan(3);
  await shot('picture');
  expect(on.complaints).toEqual([]);
});

test.each([
  ['pictures', () => pictureTiles('#336699'), 'img.leaflet-tile-loaded, .leaflet-tile-loaded'],
  ['vector data, drawn without WebGL', () => Promise.resolve(vectorTiles()), 'canvas.leaflet-tile'],
] as const)('a PMTiles file of %s is the ground', async (_, make, tile) => {
  const { groundFiles, map } = on.api.parts;
  await mkdir(groundFiles.folder, { recursive: true });
  await writeFile(join(groundFiles.folder, 'district.pmtiles'), await make());
  const now = await map.find('ground', 'ground');
  const ground = { type: 'tiles', file: 'district.pmtiles' } as const;
  if (now?.content?.kind !== 'ground' || now.content.ground.type !== 'tiles') {
    const item = { kind: 'ground', id: 'ground', author: 'wu', reason: 'x' } as const;
    await map.change({
      ...item,
      baseVersion: now?.version ?? null,
      content: { kind: 'ground', ground },
    });
  }
  await enter('/map');
  await on.page.locator(tile).first().waitFor();
  const box = await canvas().boundingBox();
  await expect
    .poll(
      async () => {
        const picture = await on.page.screenshot({
          clip: {
            x: (box?.x ?? 0) + (box?.width ?? 0) - 16,
            y: (box?.y ?? 0) + (box?.height ?? 0) - 16,
            width: 4,
            height: 4,
          },
        });
        const { channels } = await sharp(picture).stats();
        return channels.map(({ mean }) => Math.round(mean)).slice(0, 3);
      },
      { timeout: 15_000 },
    )
    .toEqual(tile.startsWith('img') ? [51, 102, 153] : [226, 223, 218]);
  expect(on.complaints).toEqual([]);
});

test('a base map that cannot be loaded is reported, and everything else works', async () => {
  await writeFile(join(on.api.parts.groundFiles.folder, 'district.pmtiles'), 'broken');
  await enter('/map');
  await on.page.getByText('底图无法加载，其余功能不受影响。').waitFor();
  await side()
    .getByRole('button', { name: /第5网格/ })
    .click();
  await side().getByText('李娜').waitFor();
});

test('a user of one cell sees this cell and no other', async () => {
  const user = { username: 'near', role: 'responder', cells: [cellCode(0)] } as const;
  const password = { salt: new Uint8Array(1), hash: new Uint8Array(1), cost: { N: 2, r: 1, p: 1 } };
  await on.api.store.people.put({ ...user, cells: [...user.cells], password }, 0);
  const { token } = await on.api.parts.sessions.open({ ...user, cells: [...user.cells] });
  const asked: string[] = [];
  await enter('/map', { headers: { cookie: `fencewatch_session=${token}` } });
  on.page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/api/map')
      void response.text().then((text) => asked.push(text));
  });
  on.api.parts.hub.publish({ type: 'map' });
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(asked[0]).toContain(cellCode(0));
  expect(asked[0]).not.toContain(cellCode(4));
  await side().getByText('没有未结案件。').waitFor();
});

const everyLook = (['zh-CN', 'en-GB'] as const).flatMap((locale) =>
  (['desktop', 'phone'] as const).flatMap((screen) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ locale, screen, colorScheme })),
  ),
);
/** Each language, screen and theme once. */
const fewLooks = everyLook.filter(
  ({ screen, locale, colorScheme }) =>
    (screen === 'phone') === (locale === 'zh-CN') &&
    (screen === 'phone') === (colorScheme === 'dark'),
);
test.each(allLooks ? everyLook : fewLooks)(
  'it can be read and used: $locale on $screen, $colorScheme',
  async ({ locale, screen, colorScheme }) => {
    for (const [name, path] of [
      ['open', '/map'],
      ['cell', `/map?at=${cellCode(4)}`],
      ['edit', '/map?edit=true'],
    ] as const) {
      await enter(path, { locale, screen, colorScheme });
      await side().waitFor();
      await on.page.waitForTimeout(300);
      const faults = {
        axe: await findAxeFaults(on.page),
        small: screen === 'phone' ? await findSmallTargets(on.page) : [],
        // The map cuts off what lies outside it.
        cut: (await findCutTexts(on.page)).filter((text) => !text.includes('map-canvas')),
        latin:
          locale === 'zh-CN'
            ? await findLatinWords(on.page, [
                'WGS-84',
                'CGCS2000',
                'GCJ-02',
                'BD-09',
                'JPEG',
                'PNG',
                'WebP',
                'PMTiles',
                'JSON',
                'WGS',
                'id',
                'map',
                'operator',
                'Exit',
                'floor',
              ])
            : [],
      };
      expect({ name, colorScheme, ...faults }).toEqual({
        name,
        colorScheme,
        axe: [],
        small: [],
        cut: [],
        latin: [],
      });
      await shot(`${name}-${locale}-${screen}-${colorScheme}`);
      await on.context.close();
    }
  },
  120_000,
);

// A measurement, which a busy machine spoils: only with `make looks`.
if (allLooks) test('1,600 cameras and 500 open cases move smoothly', moveSmoothly, 120_000);
