// The props of the list of would-be alerts, and of the full-size view of one.
import type { Fence } from '../../../contracts/index.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { WouldBe } from './entries.ts';

export interface WouldBeListProps {
  cameraId: string;
  entries: readonly WouldBe[];
  span: TimeSpan;
  thumbnails: readonly number[];
  /** The fence that judged an incident. */
  fenceOf: (entry: WouldBe) => Fence | null;
}
