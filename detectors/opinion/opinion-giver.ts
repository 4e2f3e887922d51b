// Second opinions of one view: takes each frame with the findings of scene change, and returns opinions on objects in the latest
// frame.
import type { Frame } from '../frame.ts';
import type { SceneFindings } from '../scene/scene-change.ts';
import { createGroundPicture } from './ground-picture.ts';
import {
  createSecondLooks,
  type OpinionsGiven,
  type OpinionWish,
  type SecondLooksOptions,
} from './second-looks.ts';

export interface OpinionGiver {
  /** Called with every analysed frame. */
  observe(frame: Frame, findings: SceneFindings): void;
  /** @param frame the latest one again */
  give(frame: Frame, wishes: readonly OpinionWish[]): Promise<OpinionsGiven>;
}

export function createOpinionGiver(options: SecondLooksOptions): OpinionGiver {
  const ground = createGroundPicture();
  const looks = createSecondLooks(options);
  let latest: SceneFindings | null = null;
  return {
    observe: (frame, findings) => {
      latest = findings;
      ground.observe(frame, (place) => findings.backgroundShare(place));
    },
    give: async (frame, wishes) => {
      if (!latest) throw new Error('no frame was analysed yet');
      const { regions, grid, isInSight } = latest;
      return looks.look(wishes, { frame, regions, grid, isInSight, ground });
    },
  };
}
