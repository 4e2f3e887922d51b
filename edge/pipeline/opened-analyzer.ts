// The analyzer as the pipeline uses it: on this thread, or on a thread that the detector provides.
import type { Polygon } from '../../contracts/index.ts';
import { createAnalyzer, type Analyzer, type AnalyzerSnapshot } from '../../detectors/analyzer.ts';
import type { Detector } from '../../detectors/detector.ts';

export interface OpenedAnalyzer extends Omit<Analyzer, 'snapshot'> {
  snapshot(): AnalyzerSnapshot | Promise<AnalyzerSnapshot>;
  /** The bytes of the latest picture, which were transferred to another thread; null when lost with it. */
  lentBytes?(): Uint8Array | null;
}

export interface AnalyzerWishes {
  readonly cameraId: string;
  readonly fences: readonly Polygon[];
  readonly snapshot?: AnalyzerSnapshot;
  /** The detector for second opinions; a remote detector has its own. */
  readonly second?: Detector;
}

/** A detector that analyses its cameras on other threads. */
export interface RemoteDetector extends Detector {
  openAnalyzer(wishes: AnalyzerWishes): OpenedAnalyzer;
}

export function openAnalyzer(detector: Detector, wishes: AnalyzerWishes): OpenedAnalyzer {
  if (isRemote(detector)) return detector.openAnalyzer(wishes);
  const { fences, snapshot, second } = wishes;
  return createAnalyzer({
    detector,
    fences,
    opinionLimits: { now: () => performance.now() },
    ...(second && { second }),
    ...(snapshot && { snapshot }),
  });
}

function isRemote(detector: Detector): detector is RemoteDetector {
  return 'openAnalyzer' in detector;
}
