// A queue with one waiting reader. With a limit, a new item drops the oldest one and counts it, because an old live picture is
// worth less than the next.

export interface Mailbox<T> extends AsyncIterable<T> {
  push(item: T): void;
  /** Call when no more items come; the reader gets the waiting ones, then the end or the error. */
  close(error?: Error): void;
  /** The number of dropped items. */
  readonly dropped: number;
}

export function createMailbox<T>(limit = Infinity): Mailbox<T> {
  const items: T[] = [];
  let closed = false;
  let failure: Error | undefined;
  let dropped = 0;
  let wake: () => void = () => undefined;

  async function* read(): AsyncGenerator<T> {
    for (;;) {
      const item = items.shift();
      if (item !== undefined) yield item;
      else if (closed) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (failure) throw failure;
  }

  return {
    push(item) {
      if (closed) return;
      items.push(item);
      if (items.length > limit) {
        items.shift();
        dropped += 1;
      }
      wake();
    },
    close(error) {
      if (closed) return;
      closed = true;
      failure = error;
      wake();
    },
    get dropped() {
      return dropped;
    },
    [Symbol.asyncIterator]: read,
  };
}
