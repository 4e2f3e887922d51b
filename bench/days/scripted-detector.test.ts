import { describe, expect, it } from 'vitest';
import type { SeenThing } from '../../simulator/days/seen-thing.ts';
import { createScriptedDetector } from './scripted-detector.ts';

const whole = { x: 0, y: 0, width: 1, height: 1 };
const picture = { width: 2, height: 2, rgb: new Uint8Array(12) };
const person = (more: Partial<SeenThing> = {}): SeenThing => ({
  actor: 'a',
  box: { x: 0.4, y: 0.3, width: 0.1, height: 0.3 },
  named: { thing: 'person', label: 'person' },
  cause: 'person-walks',
  hard: 0,
  ...more,
});

async function seenShare(seen: readonly SeenThing[], view = whole): Promise<number> {
  const detector = createScriptedDetector(9);
  let found = 0;
  for (let look = 0; look < 600; look++) {
    detector.show(seen, look);
    if ((await detector.detect(picture, view)).some(({ thing }) => thing === 'person')) found++;
  }
  return found / 600;
}

describe('the scripted detector', () => {
  it('detects nothing in an empty scene', async () => {
    expect(await createScriptedDetector(1).detect(picture, whole)).toEqual([]);
  });

  it('detects a large person nearly always, a small one rarely', async () => {
    expect(await seenShare([person()])).toBeGreaterThan(0.93);
    const small = person({ box: { x: 0.4, y: 0.3, width: 0.01, height: 0.03 } });
    expect(await seenShare([small])).toBeLessThan(0.12);
  });

  it('detects a small person better in a closer view', async () => {
    const small = person({ box: { x: 0.4, y: 0.3, width: 0.02, height: 0.07 } });
    const close = { x: 0.3, y: 0.2, width: 0.25, height: 0.25 };
    expect(await seenShare([small], close)).toBeGreaterThan(await seenShare([small]));
  });

  it('detects people who sit or are hidden less often', async () => {
    expect(await seenShare([person({ hard: 0.7 })])).toBeLessThan(0.4);
    const car: SeenThing = {
      ...person(),
      actor: 'car',
      named: null,
      box: { x: 0.3, y: 0.3, width: 0.4, height: 0.4 },
    };
    expect(await seenShare([person(), car])).toBeLessThan(0.35);
  });

  it('gives no label to unlabelled objects, or to objects outside the view', async () => {
    expect(await seenShare([person({ named: null })])).toBe(0);
    expect(await seenShare([person()], { x: 0.7, y: 0.7, width: 0.3, height: 0.3 })).toBe(0);
  });

  it('answers for an older picture with the objects of that time', async () => {
    const detector = createScriptedDetector(9);
    const seenAt = async (capturedAt: number) => {
      const earlier = { ...picture, capturedAt };
      return (await detector.detect(earlier, whole)).map(({ thing }) => thing);
    };
    const named = { thing: 'goods', label: 'chair' } as const;
    for (let look = 0; look < 5; look++) detector.show([person({ named })], look, 1000 + look);
    for (let look = 5; look < 10; look++) detector.show([person()], look, 1000 + look);
    expect(await seenAt(1002)).toEqual(['goods']);
    expect(await seenAt(1009)).toEqual(['person']);
    expect((await detector.detect(picture, whole)).map(({ thing }) => thing)).toEqual(['person']);
  });

  it('gives the same answer to the same request, with boxes inside the picture', async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const detector = createScriptedDetector(4);
        detector.show([person({ box: { x: 0.95, y: 0.6, width: 0.05, height: 0.4 } })], 12);
        return detector.detect(picture, whole);
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    for (const { box, confidence } of answers.flat()) {
      expect(box.x + box.width).toBeLessThanOrEqual(1);
      expect(box.y + box.height).toBeLessThanOrEqual(1);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });
});
