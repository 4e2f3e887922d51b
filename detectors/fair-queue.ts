// Runs one job at a time, round-robin between sources, so that a busy camera does not delay the others. Takes jobs with the name of
// their source; returns each job's result.

export interface FairQueue {
  run<T>(source: string, job: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

export function createFairQueue(): FairQueue {
  return new RoundRobin();
}

type Start = () => Promise<void>;

class RoundRobin implements FairQueue {
  /** Waiting jobs by source; the map's order is the order of the turns. */
  readonly #waiting = new Map<string, Start[]>();
  #working: Promise<void> | undefined;

  run<T>(source: string, job: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      // Start it from a promise, so that a job that throws synchronously also rejects.
      const start = () => Promise.resolve().then(job).then(resolve, reject);
      const jobs = this.#waiting.get(source);
      if (jobs) jobs.push(start);
      else this.#waiting.set(source, [start]);
      this.#working ??= this.#work();
    });
  }

  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let start = this.#next(); start; start = this.#next()) await start();
    this.#working = undefined;
  }

  /** The next job of the source whose turn it is; a source with more to do goes to the end. */
  #next(): Start | undefined {
    const [turn] = this.#waiting;
    if (!turn) return undefined;
    const [source, jobs] = turn;
    const start = jobs.shift();
    this.#waiting.delete(source);
    if (jobs.length > 0) this.#waiting.set(source, jobs);
    return start;
  }
}
