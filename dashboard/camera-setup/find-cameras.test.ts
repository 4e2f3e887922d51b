// Which cameras the list shows, and what it knows of each.
import { expect, it } from 'vitest';
import type { SetUpCamera } from '../../contracts/index.ts';
import { createCamera } from '../testing/sample-cases.ts';
import { findCameras, listedCameras } from './find-cameras.ts';

function camera(id: string, change: Partial<SetUpCamera> = {}): SetUpCamera {
  return {
    ...{ id, name: '北门', gridCell: null, location: null, transport: 'auto', edge: null },
    ...{ source: `rtsp://10.0.0.7/${id}`, hasLogIn: false, version: 1, isReadable: true },
    origin: 'dashboard',
    ...change,
  };
}
const idsOf = (listed: readonly { camera: SetUpCamera }[]) => listed.map((one) => one.camera.id);

it('joins the state from the wall, but not for a camera that the site file overrules', () => {
  const cameras = [camera('gate'), camera('exit', { origin: 'overruled' }), camera('new')];
  const views = [createCamera({ id: 'gate' }), createCamera({ id: 'exit' })];
  const listed = listedCameras({ cameras, edges: [] }, views);
  expect(listed.map(({ view }) => view?.id ?? null)).toEqual(['gate', null, null]);
  expect(listed[0]?.takers).toEqual({ is: 'no-edges' });
});

it.each([
  ['', ['a', 'b', 'c']],
  ['  ', ['a', 'b', 'c']],
  ['B', ['b']],
  ['南 传达', ['c']],
  ['10.0.0.7', ['a', 'b', 'c']],
  ['3703', ['a']],
  ['edge-2', ['b']],
  ['nothing', []],
])('finds by "%s"', (text, ids) => {
  const cameras = [
    camera('a', { gridCell: '370305001001001' }),
    camera('b', { edge: 'edge-2' }),
    camera('c', { name: '南门', location: '传达室' }),
  ];
  expect(idsOf(findCameras(listedCameras({ cameras, edges: [] }, []), text))).toEqual(ids);
});
