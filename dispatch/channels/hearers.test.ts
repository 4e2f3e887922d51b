// Who hears what at the own broker: topics with and without wildcards, coming and going, and waiting for somebody.
import { describe, expect, it, vi } from 'vitest';
import { createHearers, isHeardBy } from './hearers.ts';

const cells = 'fencewatch/v1/cells';
const topic = `${cells}/370305001001001/officer`;
const never = () => new AbortController().signal;

describe('a subscription', () => {
  it.each([
    ['the topic itself', topic, true],
    ['all below the cells', `${cells}/#`, true],
    ['all below the topic, which the topic belongs to', `${topic}/#`, true],
    ['every topic there is', '#', true],
    ['the officers of all cells', `${cells}/+/officer`, true],
    ['all roles of a cell', `${cells}/370305001001001/+`, true],
    ['another role', `${cells}/370305001001001/property`, false],
    ['another cell', `${cells}/370305001001002/officer`, false],
    ['one level too few', `${cells}/+`, false],
    ['one level too many', `${topic}/+`, false],
    ['the beginning of a level', `${cells}/370305001001001/off`, false],
    ['nothing', '', false],
  ])('to %s hears it: %s %s', (_, filter, isHeard) => {
    expect(isHeardBy(filter, topic)).toBe(isHeard);
  });
});

describe('subscribers', () => {
  it('are none at first', () => {
    expect(createHearers().hears(topic)).toBe(false);
  });

  it('get what any of them subscribed to, until he unsubscribes or leaves', () => {
    const hearers = createHearers();
    const [phone, hall] = [{}, {}];
    hearers.subscribed(phone, [topic]);
    hearers.subscribed(hall, [`${cells}/#`]);
    hearers.unsubscribed(phone, [topic]);
    expect(hearers.hears(topic)).toBe(true);
    hearers.left(hall);
    expect(hearers.hears(topic)).toBe(false);
    hearers.left(hall);
    hearers.unsubscribed(hall, [topic]);
    expect(hearers.hears(topic)).toBe(false);
  });

  it('report the first one, and again after all had left', () => {
    const first = vi.fn();
    const hearers = createHearers(first);
    const phone = {};
    hearers.subscribed(phone, []);
    expect(first).not.toHaveBeenCalled();
    hearers.subscribed(phone, ['a']);
    hearers.subscribed({}, ['b']);
    expect(first).toHaveBeenCalledOnce();
  });

  it('end a wait when a topic gets a subscriber, and not for another topic', async () => {
    const hearers = createHearers();
    const done = vi.fn();
    const waiting = hearers.untilHeard(topic, never()).then(done);
    hearers.subscribed({}, ['another']);
    await Promise.resolve();
    expect(done).not.toHaveBeenCalled();
    hearers.subscribed({}, [topic]);
    await waiting;
    expect(done).toHaveBeenCalledOnce();
  });

  it('end a wait at once when there is a subscriber, or when it is aborted', async () => {
    const hearers = createHearers();
    await hearers.untilHeard(topic, AbortSignal.abort());
    const over = new AbortController();
    const waiting = hearers.untilHeard(topic, over.signal);
    over.abort();
    await waiting;
    hearers.subscribed({}, [topic]);
    await hearers.untilHeard(topic, never());
  });
});
