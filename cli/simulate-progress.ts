// Shows the progress of rendering: a bar on a terminal, one line at the start elsewhere.
import { SingleBar } from 'cli-progress';

export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

export function createProgress(
  name: string,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  return stream.isTTY ? createBar(name, stream) : createLine(name, stream);
}

function createBar(name: string, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: `rendering ${name} {bar} {percentage}%`,
    stream,
    clearOnComplete: true,
  });
  let isStarted = false;
  return {
    update(done, total) {
      if (!isStarted) bar.start(total, 0);
      isStarted = true;
      bar.update(done);
    },
    stop() {
      if (isStarted) bar.stop();
    },
  };
}

function createLine(name: string, stream: NodeJS.WriteStream): Progress {
  let isSaid = false;
  return {
    update(_done, total) {
      if (!isSaid) stream.write(`rendering ${name}: ${total} frames\n`);
      isSaid = true;
    },
    stop() {
      // The line has been written already.
    },
  };
}
