// What a list of would-be alerts is made of, and a closer look at one of them.
import type { Fence } from '../../../contracts/index.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';
import type { WouldBe } from './entries.ts';

export interface WouldBeListProps {
  cameraId: string;
  entries: readonly WouldBe[];
  span: TimeSpan;
  thumbnails: readonly number[];
  /** The fence that an incident was judged by. */
  fenceOf: (entry: WouldBe) => Fence | null;
}
