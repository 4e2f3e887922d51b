// The analyzer of a camera that runs on another thread. Takes frames like a local analyzer: it transfers the picture to the
// thread and gets it back with the answer. When the thread dies, the next frame opens the analyzer on the new thread from the
// last snapshot.
import type { Box, Observation, Polygon } from '../../contracts/index.ts';
import type { AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { OpinionsGiven, OpinionWish } from '../../detectors/opinion/second-looks.ts';
import type { SetAside } from '../../detectors/scene/set-aside.ts';
import type { ResolvedModel } from '../../models/index.ts';
import type { OpenedAnalyzer } from '../pipeline/opened-analyzer.ts';
import type { AnalyzerSeed } from './messages.ts';
import type { KeptThread } from './kept-thread.ts';
import { AskFailed, type ThreadLink } from './thread-link.ts';

export interface RemoteAnalyzerOptions {
  cameraId: string;
  model: ResolvedModel;
  /** Gives second opinions; the model itself when null. */
  second: ResolvedModel | null;
  seed: AnalyzerSeed;
  thread: KeptThread;
  /** Called when a snapshot could not be used and the scene is learned again. */
  onFault: (fault: string) => void;
}

export function createRemoteAnalyzer(options: RemoteAnalyzerOptions): OpenedAnalyzer {
  return new RemoteAnalyzer(options);
}

class RemoteAnalyzer implements OpenedAnalyzer {
  readonly #options: RemoteAnalyzerOptions;
  #fences: readonly Polygon[];
  #snapshot: AnalyzerSnapshot | null;
  /** The thread that has this analyzer open. */
  #openOn: ThreadLink | null = null;
  #crops: readonly Box[] = [];
  #setAside: readonly SetAside[] = [];
  #lent: Uint8Array | null = null;

  constructor(options: RemoteAnalyzerOptions) {
    this.#options = options;
    this.#fences = options.seed.fences;
    this.#snapshot = options.seed.snapshot;
  }

  async analyze(frame: Frame, attention: boolean): Promise<Observation> {
    const analysed = await this.#lend(frame, (lent, link) =>
      link.ask('analyze', { frame: lent, attention }, lent.rgb),
    );
    this.#crops = analysed.crops;
    this.#setAside = analysed.setAside;
    return analysed.observation;
  }

  async giveOpinions(frame: Frame, wishes: readonly OpinionWish[]): Promise<OpinionsGiven> {
    const { opinions, runs, tookMs } = await this.#lend(frame, (lent, link) =>
      link.ask('opinions', { frame: lent, wishes }, lent.rgb),
    );
    return { opinions, runs, tookMs };
  }

  /** The picture goes to the thread and comes back with the answer, or with the failure. */
  async #lend<Answer extends { readonly rgb: Uint8Array }>(
    frame: Frame,
    ask: (lent: Frame, link: ThreadLink) => Promise<Answer>,
  ): Promise<Answer> {
    const link = await this.#link();
    const rgb = ownBytes(frame.rgb);
    try {
      const answer = await ask({ ...frame, rgb }, link);
      this.#lent = answer.rgb;
      return answer;
    } catch (error) {
      this.#lent = error instanceof AskFailed ? error.rgb : null;
      throw error;
    }
  }

  setFences(fences: readonly Polygon[]): void {
    this.#fences = fences;
    this.#tell((link) => link.ask('fences', { cameraId: this.#options.cameraId, fences }));
  }

  confirmView(): void {
    this.#snapshot = null;
    this.#tell((link) => link.ask('confirm', { cameraId: this.#options.cameraId }));
  }

  crops(): readonly Box[] {
    return this.#crops;
  }

  setAside(): readonly SetAside[] {
    return this.#setAside;
  }

  lentBytes(): Uint8Array | null {
    return this.#lent;
  }

  async snapshot(): Promise<AnalyzerSnapshot> {
    const link = await this.#link();
    const { cameraId } = this.#options;
    this.#snapshot = await link.ask('snapshot', { cameraId });
    return this.#snapshot;
  }

  /** If the thread is gone, the next thread gets this change when the analyzer is opened there. */
  #tell(say: (link: ThreadLink) => Promise<unknown>): void {
    const link = this.#openOn;
    if (!link?.isAlive()) return;
    say(link).catch(() => (this.#openOn = null));
  }

  async #link(): Promise<ThreadLink> {
    const link = await this.#options.thread.get();
    if (link === this.#openOn) return link;
    const { cameraId, model, second, onFault } = this.#options;
    const seed = { fences: this.#fences, snapshot: this.#snapshot };
    const { fault } = await link.ask('open', { cameraId, model, second, seed });
    if (fault !== null) onFault(fault);
    this.#openOn = link;
    return link;
  }
}

/** Only a buffer that holds nothing but the picture can be transferred. */
function ownBytes(rgb: Uint8Array): Uint8Array {
  const isOwn = rgb.byteOffset === 0 && rgb.buffer.byteLength === rgb.byteLength;
  return isOwn && rgb.buffer instanceof ArrayBuffer ? rgb : Uint8Array.from(rgb);
}
