// Dashboards are told of cameras, with few reads when many report.
import { describe, expect, it } from 'vitest';
import type { CameraView, LiveEvent } from '../../contracts/index.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { createCameraTeller } from './tell-of-cameras.ts';

const viewOf = (id: string): CameraView => ({
  ...{ id, name: id, gridCell: null, status: null, hasPicture: false, pictureAt: null, fences: [] },
});

function open(isHeard = true) {
  const reads: string[] = [];
  let fault: Error | null = null;
  const hub = createLiveHub();
  const heard: LiveEvent[] = [];
  if (isHeard) hub.subscribe((event) => heard.push(event));
  const read = async <T>(what: string, value: T) => {
    reads.push(what);
    await Promise.resolve();
    if (fault !== null) throw fault;
    return value;
  };
  const wall = {
    view: (id: string) => read(id, id === 'unknown' ? null : viewOf(id)),
    views: () => read('all', ['a', 'b', 'c', 'd'].map(viewOf)),
  };
  const setFault = (next: Error | null) => {
    fault = next;
  };
  const ids = () => heard.map((event) => (event.type === 'camera' ? event.camera.id : '?'));
  return { teller: createCameraTeller({ wall, hub }), reads, ids, setFault };
}

describe('telling of cameras', () => {
  it('reads the one that changed', async () => {
    const { teller, reads, ids } = open();
    await teller.tell('b');
    expect([reads, ids()]).toEqual([['b'], ['b']]);
    await teller.tell('unknown');
    expect(ids()).toEqual(['b']);
  });

  it('reads nothing while nobody listens', async () => {
    const { teller, reads } = open(false);
    await teller.tell('b');
    expect(reads).toEqual([]);
  });

  it('reads once for all that report meanwhile, and each waits until it was told', async () => {
    const { teller, reads, ids } = open();
    const first = teller.tell('a');
    await Promise.resolve();
    const others = ['b', 'c', 'b', 'd'].map((id) => teller.tell(id));
    await first;
    await Promise.all(others);
    expect(reads).toEqual(['a', 'all']);
    expect(ids()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on after a failure, which those hear of who waited', async () => {
    const { teller, ids, setFault } = open();
    setFault(new Error('the store is away'));
    await expect(teller.tell('a')).rejects.toThrow('the store is away');
    setFault(null);
    await teller.tell('b');
    expect(ids()).toEqual(['b']);
  });
});
