// The props of the editor of one camera's fences.
import type { CameraView, FenceVersion } from '../../contracts/index.ts';
import type { Arming } from './arm/use-arming.ts';
import type { DraftShelf } from './drafts/draft-shelf.ts';
import type { Draft, DraftKey } from './drafts/draft.ts';

export interface FenceEditorProps {
  fenceKey: DraftKey;
  initial: Draft;
  /** The newest version; null for a new fence, and for a removed one. */
  armed: FenceVersion | null;
  camera: CameraView;
  /** The newest versions of all fences of the camera. */
  fences: readonly FenceVersion[];
  shelf: DraftShelf;
  arming: Arming;
  readOnly: boolean;
  onPick: (key: DraftKey) => void;
}
