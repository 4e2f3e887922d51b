// The subscribers of the embedded broker: topics with and without wildcards, subscribing and leaving, and waiting for a
// subscriber.
import { describe, expect, it, vi } from 'vitest';
import { createSubscribers, isHeardBy } from './subscribers.ts';

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
    expect(createSubscribers().hasSubscriber(topic)).toBe(false);
  });

  it('get what any of them subscribed to, until he unsubscribes or leaves', () => {
    const subscribers = createSubscribers();
    const [phone, hall] = [{}, {}];
    subscribers.subscribed(phone, [topic]);
    subscribers.subscribed(hall, [`${cells}/#`]);
    subscribers.unsubscribed(phone, [topic]);
    expect(subscribers.hasSubscriber(topic)).toBe(true);
    subscribers.left(hall);
    expect(subscribers.hasSubscriber(topic)).toBe(false);
    subscribers.left(hall);
    subscribers.unsubscribed(hall, [topic]);
    expect(subscribers.hasSubscriber(topic)).toBe(false);
  });

  it('report the first one, and again after all had left', () => {
    const first = vi.fn();
    const subscribers = createSubscribers(first);
    const phone = {};
    subscribers.subscribed(phone, []);
    expect(first).not.toHaveBeenCalled();
    subscribers.subscribed(phone, ['a']);
    subscribers.subscribed({}, ['b']);
    expect(first).toHaveBeenCalledOnce();
  });

  it('end a wait when a topic gets a subscriber, and not for another topic', async () => {
    const subscribers = createSubscribers();
    const done = vi.fn();
    const waiting = subscribers.untilSubscribed(topic, never()).then(done);
    subscribers.subscribed({}, ['another']);
    await Promise.resolve();
    expect(done).not.toHaveBeenCalled();
    subscribers.subscribed({}, [topic]);
    await waiting;
    expect(done).toHaveBeenCalledOnce();
  });

  it('end a wait at once when there is a subscriber, or when it is aborted', async () => {
    const subscribers = createSubscribers();
    await subscribers.untilSubscribed(topic, AbortSignal.abort());
    const over = new AbortController();
    const waiting = subscribers.untilSubscribed(topic, over.signal);
    over.abort();
    await waiting;
    subscribers.subscribed({}, [topic]);
    await subscribers.untilSubscribed(topic, never());
  });
});
