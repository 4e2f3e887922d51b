import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArmedFences, FenceFile } from '../../contracts/index.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { testFence } from '../testing/site.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openFenceKeeper } from './fence-keeper.ts';
import type { CameraFences } from './fence-set.ts';

const written = (parts: Partial<FenceFile> = {}): FenceFile => ({
  id: 'exit-1',
  camera: 'gate',
  kind: 'blocked-fire-exit',
  polygon: [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.8],
  ],
  ...parts,
});
const armed = (revision: number, ...fences: FenceFile[]): ArmedFences => ({
  version: 1,
  revision,
  views: [{ cameraId: 'gate', confirmedAt: 9 }],
  fences: fences.map((fence) => ({ version: revision, fence })),
});

async function open(path: string | null) {
  const memory = createMemoryLog();
  const clock = createFakeClock();
  const keeper = await openFenceKeeper({
    path,
    siteFences: [testFence()],
    clock,
    log: memory.log,
  });
  const gate = keeper.sourceOf('gate');
  const heard: CameraFences[] = [];
  gate.listen((fences) => heard.push(fences));
  return { keeper, gate, heard, memory };
}

describe('the keeper of fences', () => {
  it('starts with the site file when nothing is stored', async () => {
    const { gate, keeper } = await open(join(await temporaryFolder(), 'fences.json'));
    expect(gate.current().fences).toEqual([testFence()]);
    expect(keeper.revision()).toBe(0);
  });

  it('tells a camera about its own fences only', async () => {
    const { keeper, heard, gate } = await open(null);
    const back: CameraFences[] = [];
    keeper.sourceOf('back').listen((fences) => back.push(fences));
    await keeper.take(armed(5, written()));
    expect(heard).toMatchObject([
      { status: { revision: 5, inForce: [{ fenceId: 'exit-1', version: 5 }] }, viewConfirmedAt: 9 },
    ]);
    expect(gate.current()).toEqual(heard[0]);
    expect(back).toMatchObject([{ fences: [], status: { revision: 5 } }]);
    await keeper.take(armed(5, written()));
    expect(heard).toHaveLength(1);
  });

  it('starts with the last known fences, and reports the same refused ones', async () => {
    const path = join(await temporaryFolder(), 'fences.json');
    const first = await open(path);
    await first.keeper.take(armed(5, written(), written({ id: 'bad', polygon: [] })));
    const second = await open(path);
    expect(second.keeper.revision()).toBe(5);
    expect(second.gate.current()).toEqual(first.gate.current());
    expect(second.gate.current().status.refused).toMatchObject([{ fenceId: 'bad' }]);
  });

  it('always starts with the site file when it has no store', async () => {
    const first = await open(null);
    await first.keeper.take(armed(5, written()));
    expect((await open(null)).keeper.revision()).toBe(0);
  });

  it.each([
    ['torn', (text: string) => text.slice(0, 40)],
    ['empty', () => ''],
    ['of another kind', () => '{"version":1,"savedAt":1,"state":{"fences":[]}}'],
  ])('starts with the site file when the stored set is %s, and reports it', async (_, change) => {
    const path = join(await temporaryFolder(), 'fences.json');
    await (await open(path)).keeper.take(armed(5, written()));
    await writeFile(path, change(await readFile(path, 'utf8')));
    const { keeper, memory } = await open(path);
    expect(keeper.revision()).toBe(0);
    expect(memory.text()).toMatch(/starting fresh|using the site file/);
  });

  it('uses the armed fences when the disk refuses them, and reports it', async () => {
    const path = join(await temporaryFolder(), 'fences.json');
    // A folder with the name of the draft file makes the write fail.
    await mkdir(`${path}.new`);
    const { keeper, gate, memory } = await open(path);
    await keeper.take(armed(5, written()));
    expect(gate.current().status.revision).toBe(5);
    expect(memory.text()).toContain('cannot be saved to disk');
  });

  it('logs a refused fence once, not with every answer', async () => {
    const { keeper, memory } = await open(null);
    const bad = written({ id: 'bad', polygon: [] });
    const again = { ...armed(6, bad), fences: [{ version: 5, fence: bad }] };
    await keeper.take(armed(5, bad));
    await keeper.take(again);
    const said = memory.lines.filter(({ msg }) => msg.startsWith('a fence cannot be used'));
    expect(said).toMatchObject([{ fenceId: 'bad', version: 5, cameraId: 'gate' }]);
  });
});
