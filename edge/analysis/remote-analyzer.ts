// The analyzer of a camera that runs on another thread. Takes frames like a local analyzer: it transfers the picture to the
// thread and gets it back with the answer. When the thread dies, the next frame opens the analyzer on the new thread from the
// last snapshot.
import type { Box, Observation, Polygon } from '../../contracts/index.ts';
import type { AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Frame } from '../../detectors/frame.ts';
import type { SetAside } from '../../detectors/scene/set-aside.ts';
import type { ResolvedModel } from '../../models/index.ts';
import type { OpenedAnalyzer } from '../pipeline/opened-analyzer.ts';
import type { Analysed, AnalyzerSeed } from './messages.ts';
import type { KeptThread } from './kept-thread.ts';
import { AskFailed, type ThreadLink } from './thread-link.ts';

export interface RemoteAnalyzerOptions {
  cameraId: string;
  model: ResolvedModel;
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
  #views: readonly Box[] = [];
  #setAside: readonly SetAside[] = [];
  #lent: Uint8Array | null = null;

  constructor(options: RemoteAnalyzerOptions) {
    this.#options = options;
    this.#fences = options.seed.fences;
    this.#snapshot = options.seed.snapshot;
  }

  async analyze(frame: Frame, attention: boolean): Promise<Observation> {
    const link = await this.#link();
    const rgb = ownBytes(frame.rgb);
    try {
      const asked = { frame: { ...frame, rgb }, attention };
      const analysed: Analysed = await link.ask('analyze', asked, rgb);
      this.#views = analysed.views;
      this.#setAside = analysed.setAside;
      this.#lent = analysed.rgb;
      return analysed.observation;
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

  views(): readonly Box[] {
    return this.#views;
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
    const { cameraId, model, onFault } = this.#options;
    const seed = { fences: this.#fences, snapshot: this.#snapshot };
    const { fault } = await link.ask('open', { cameraId, model, seed });
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
