/// <reference types="node" />
// The map in headless Chromium against dispatch's own HTTP interface: from an empty map over an import to a case on it; edits of
// cameras, outlines and stalls; the filter; the heat map of a month; the place of a case.
import { expect, test } from 'vitest';
import {
  boundsOf,
  button,
  canvas,
  choice,
  enter,
  field,
  importFile,
  mercator,
  nine,
  on,
  pressInside,
  recordCase,
  setMapStage,
  shot,
  side,
  wide,
} from './testing/map-stage.ts';
import { cellCode, cellRing, collectionOf } from './testing/sample-map.ts';

setMapStage();

test('an empty map says so, and an import with a faulty row stores nothing', async () => {
  await enter('/map');
  await on.page.getByText('地图上还没有内容').waitFor();
  await button('编辑地图').click();
  const [first, ...others] = nine;
  const swapped = JSON.parse(JSON.stringify(first)) as { geometry: { coordinates: number[][][] } };
  swapped.geometry.coordinates[0]?.forEach((point) => point.reverse());
  await importFile(collectionOf([...others, swapped]));
  await button('检查文件').click();
  await on.page
    .getByText('第 9 行 (370305001010000): 经纬度颠倒：[36.8, 118.3]；应经度在前')
    .waitFor();
  await on.page.getByText('部分行有误，未导入任何内容。').waitFor();
  expect(await button('导入').count()).toBe(0);
  await shot('import-faults');
  await importFile('{');
  await button('检查文件').click();
  await on.page.getByText('整个文件: 不是 JSON').waitFor();
  expect(await on.api.parts.map.current()).toEqual([]);
  expect(on.complaints).toEqual([]);
});

test('a good file is checked, imported with a reason, and pressed on the map', async () => {
  await enter('/map?edit=true');
  await importFile(collectionOf(nine));
  await button('检查文件').click();
  await on.page.getByText('共 9 行。新增 9，修改 0，未变 0。').waitFor();
  expect(await button('导入').isDisabled()).toBe(true);
  await field('修改原因').first().fill('年度测绘');
  await button('导入').click();
  await on.page.getByText('已导入。').waitFor();
  await on.page.waitForFunction(() => document.querySelector('.map-empty') === null);
  const current = await on.api.parts.map.current();
  expect(current).toHaveLength(9);
  expect(current[0]).toMatchObject({ author: 'operator', reason: '年度测绘', change: 'imported' });
  await button('编辑地图').click();
  await pressInside(4);
  await side().getByRole('heading', { name: '第5网格' }).waitFor();
  await side().getByText('李娜').waitFor();
  await side()
    .getByRole('link', { name: /3号楼消防通道/ })
    .waitFor();
  expect(new URL(on.page.url()).searchParams.get('at')).toBe(cellCode(4));
  await side().getByRole('button', { name: '全部网格' }).press('Escape');
  await side().getByRole('heading', { name: '有未结案件的网格' }).waitFor();
  expect(on.complaints).toEqual([]);
});

test('a camera is placed by a press, moved by numbers, and a stale edit is refused', async () => {
  await enter('/map?edit=true');
  await choice('摄像头').selectOption({ label: '3号楼消防通道 (未上图)' });
  expect(await button('保存').isDisabled()).toBe(true);
  await on.page.getByText('请在地图上点出位置。').waitFor();
  await pressInside(4);
  const position = on.page.getByLabel('经度, 纬度（WGS-84）').first();
  expect(await position.inputValue()).toMatch(/^118\.30[56]\d*, 36\.80[56]\d*$/);
  await position.fill('36.8');
  await on.page.getByText('应为两个数，经度在前').waitFor();
  await position.fill('118.3061, 36.8062');
  await on.page.locator('form').getByLabel('修改原因').fill('现场核对');
  await shot('edit-camera');
  // Somebody else changes it first.
  const other = {
    kind: 'camera',
    id: 'exit-3',
    author: 'wu',
    reason: 'x',
    baseVersion: null,
  } as const;
  await on.api.parts.map.change({ ...other, content: { kind: 'camera', at: [118.3, 36.8] } });
  await button('保存').click();
  await on.page.getByRole('alert').waitFor();
  await button('取消').click();
  on.api.parts.hub.publish({ type: 'map' });
  await choice('摄像头').selectOption({ label: '3号楼消防通道' });
  await position.fill('118.3061, 36.8062');
  await on.page.locator('form').getByLabel('修改原因').fill('现场核对');
  await button('保存').click();
  await on.page.getByText('已保存。').waitFor();
  expect(await on.api.parts.map.find('camera', 'exit-3')).toMatchObject({
    version: 2,
    author: 'operator',
    content: { at: [118.3061, 36.8062] },
  });
});

test('an outline is edited with handles, and a stall gets its hours', async () => {
  await enter('/map?edit=true');
  await choice('单元网格').selectOption({ label: `第1网格 ${cellCode(0)}` });
  await on.page.getByText('共 4 个点').waitFor();
  await button('在地图中心加点').click();
  await on.page.getByText('共 5 个点').waitFor();
  await button('删除选中的点').click();
  await on.page.getByText('共 4 个点').waitFor();
  const box = await canvas().boundingBox();
  if (!box) throw new Error('there is no map');
  // The corner of the cell, which fills the frame: dragged to the middle.
  const corner = cornerOnScreen(box);
  await on.page.mouse.move(...corner);
  await on.page.mouse.down();
  await on.page.mouse.move(box.x + box.width / 2 - 30, box.y + box.height / 2 + 30, { steps: 5 });
  await on.page.mouse.up();
  const inputs = on.page.getByLabel('经度, 纬度（WGS-84）').first();
  expect(await inputs.inputValue()).not.toBe('118.3, 36.8');
  await on.page.locator('form').getByLabel('修改原因').fill('边界调整');
  await shot('edit-cell');
  await button('保存').click();
  await on.page.getByText('已保存。').waitFor();
  const cell = await on.api.parts.map.find('cell', cellCode(0));
  expect(cell).toMatchObject({ version: 2, content: { name: '第1网格', outline: { length: 1 } } });
  await field('新摊位').fill('tea-1');
  await button('新摊位').click();
  await button('取地图中心').first().click();
  await field('名称').fill('早餐车');
  await field('时段，如 06:00-09:30, 17:00-21:00；留空为全天').fill('00:00-23:59');
  await on.page.locator('form').getByLabel('修改原因').fill('许可');
  await button('保存').click();
  await on.page.getByText('已保存。').waitFor();
  expect(await on.api.parts.map.find('stall', 'tea-1')).toMatchObject({
    content: { name: '早餐车', hours: [{ from: '00:00', to: '23:59' }] },
  });
});

/** The south-west corner of the first cell while it alone is fitted into the frame. */
function cornerOnScreen(box: { x: number; y: number; width: number; height: number }) {
  const ring = cellRing(0, wide).map(mercator);
  const [west, south, east, north] = boundsOf(ring);
  const room = Math.min((box.width - 48) / (east - west), (box.height - 48) / (north - south));
  const scale = Math.min(2 ** 17, 2 ** (Math.floor(Math.log2(room / 256) * 2) / 2)) * 256;
  return [
    box.x + box.width / 2 - ((east - west) / 2) * scale,
    box.y + box.height / 2 + ((north - south) / 2) * scale,
  ] as const;
}

test('a new case appears live, is in the list of its cell, and leads to its page with its place', async () => {
  await enter('/map', { role: 'responder' });
  await side().getByText('没有未结案件。').waitFor();
  const found = await recordCase('map-live');
  on.api.parts.hub.publish({ type: 'case', case: found });
  const row = side().getByRole('button', { name: /第5网格/ });
  await row.waitFor();
  expect(await row.textContent()).toContain('1 件');
  await row.click();
  await side().getByText('未结案件：1 件').waitFor();
  await shot('case');
  await side().locator(`a[href="/cases/${found.id}"]`).click();
  await on.page.locator('.place-sketch .map-canvas canvas.map-marks').waitFor();
  await shot('sketch');
  await on.page.getByRole('link', { name: '打开地图' }).click();
  await side().getByRole('heading', { name: '第5网格' }).waitFor();
  expect(on.complaints).toEqual([]);
});

test('the filter of the desk leaves fewer cases on the map', async () => {
  await enter('/map?kind=debris-pile');
  await side().getByText('没有未结案件。').waitFor();
  await on.page.getByRole('button', { name: '清除筛选' }).click();
  await side()
    .getByRole('button', { name: /第5网格/ })
    .waitFor();
});

test('the heat of the month counts the cases of each cell', async () => {
  await enter('/map', { role: 'auditor' });
  const chosen = on.page.getByLabel('未结案件或某月');
  await chosen.selectOption({ index: 1 });
  await side()
    .getByRole('button', { name: /第5网格/ })
    .waitFor();
  await on.page.locator('.map-legend').getByText('1 件').waitFor();
  await chosen.selectOption({ index: 2 });
  await side().getByText('该月没有案件。').waitFor();
  expect(await on.page.getByRole('button', { name: '编辑地图' }).count()).toBe(0);
  expect(on.complaints).toEqual([]);
});
