// An analyzer as the pipeline uses it: on this thread, or on another one that a detector brings along.
import type { Polygon } from '../../contracts/index.ts';
import { createAnalyzer, type Analyzer, type AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Detector } from '../../detectors/detector.ts';

export interface OpenedAnalyzer extends Omit<Analyzer, 'snapshot'> {
  snapshot(): AnalyzerSnapshot | Promise<AnalyzerSnapshot>;
  /** Bytes of the latest picture, which were lent to another thread; null when that is gone with them. */
  lentBytes?(): Uint8Array | null;
}

export interface AnalyzerWishes {
  readonly cameraId: string;
  readonly fences: readonly Polygon[];
  readonly snapshot?: AnalyzerSnapshot;
}

/** A detector whose cameras are analysed elsewhere. */
export interface RemoteDetector extends Detector {
  openAnalyzer(wishes: AnalyzerWishes): OpenedAnalyzer;
}

export function openAnalyzer(detector: Detector, wishes: AnalyzerWishes): OpenedAnalyzer {
  if (isRemote(detector)) return detector.openAnalyzer(wishes);
  const { fences, snapshot } = wishes;
  return createAnalyzer({ detector, fences, ...(snapshot && { snapshot }) });
}

function isRemote(detector: Detector): detector is RemoteDetector {
  return 'openAnalyzer' in detector;
}
