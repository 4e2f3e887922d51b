// Which report of a camera is used when two edges send one.
import { expect, it } from 'vitest';
import type { CameraStatus } from '../../contracts/index.ts';
import { cameraStatus } from '../../contracts/testing/messages.ts';
import { aSite } from '../testing/a-site.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { silentAfterMs } from './camera-view.ts';
import { createCameraWall } from './camera-wall.ts';

function wall() {
  const clock = fakeClock();
  const made = createCameraWall({
    site: aSite(),
    registry: { fences: () => [] },
    pictures: { takenAt: () => null },
    cases: { openFences: () => Promise.resolve([]) },
    clock,
  });
  const [camera] = aSite().cameras;
  const hear = (edgeId: string, token?: number) => {
    const lease = token === undefined ? {} : { lease: { token, since: 1 } };
    const status: CameraStatus = { ...cameraStatus, cameraId: camera!.id, edgeId, ...lease };
    made.hear(status);
  };
  const holder = async () => (await made.view(camera!.id))?.status?.edgeId;
  return { clock, hear, holder };
}

it('shows the holder of the latest lease, not one that still reports after it lost the camera', async () => {
  const { hear, holder } = wall();
  hear('edge-1', 10);
  hear('edge-2', 20);
  hear('edge-1', 10);
  expect(await holder()).toBe('edge-2');
  hear('edge-1', 30);
  expect(await holder()).toBe('edge-1');
});

it('shows a worker without the latest lease when the holder has fallen silent', async () => {
  const { clock, hear, holder } = wall();
  hear('edge-2', 20);
  clock.advance(silentAfterMs + 1);
  hear('edge-1', 10);
  expect(await holder()).toBe('edge-1');
});

it('shows the last report where edges do not share cameras', async () => {
  const { hear, holder } = wall();
  hear('edge-1');
  hear('edge-2', 20);
  hear('edge-1');
  expect(await holder()).toBe('edge-1');
});
