// A queue with one reader that waits. Bounded when a limit is given: then the oldest item makes room for a new one and
// is counted, because a live picture that nobody had time for is worth less than the next.

export interface Mailbox<T> extends AsyncIterable<T> {
  push(item: T): void;
  /** No more items come; the reader gets those that wait, then the end or the error. */
  close(error?: Error): void;
  /** How many items made room for newer ones. */
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
