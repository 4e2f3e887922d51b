// The editor of one fence: tools and drawing area, the back-test below, settings and versions at the side.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile, FenceVersion } from '../../contracts/index.ts';
import { cameraPictureAddress } from '../api/addresses.ts';
import { NowOverlay, BackTestPanel } from '../back-test/index.ts';
import type { Ghost } from './canvas/other-fences.tsx';
import { FenceCanvas } from './canvas/fence-canvas.tsx';
import type { DraftKey } from './drafts/draft.ts';
import { isSame } from './drafts/is-same.ts';
import { EditorSide } from './editor-side.tsx';
import { wholeView } from './edit/view.ts';
import { NoticeLine } from './notice-line.tsx';
import { ShapeFaults } from './shape-faults.tsx';
import { Toolbar, type Layers } from './toolbar.tsx';
import { useEditor, type Editor } from './use-editor.ts';
import { useHistoryKeys } from './use-history-keys.ts';
import { useLeaveWarning } from './use-leave-warning.tsx';
import type { FenceEditorProps } from './fence-editor-props.ts';

const usualLayers: Layers = { snaps: true, now: false, armed: true, others: true };

export function FenceEditor(props: FenceEditorProps) {
  const { fenceKey, initial, camera, fences, shelf, readOnly, onPick } = props;
  const editor = useEditor(initial, fenceKey, shelf);
  const [layers, setLayers] = useState(usualLayers);
  const [compared, setCompared] = useState<FenceFile | null>(null);
  const [view, setView] = useState(wholeView);
  const { state, dispatch } = editor;
  useHistoryKeys(dispatch, !readOnly);
  const leaving = useLeaveWarning(editor.isChanged && !readOnly);
  const others = othersOf(fences, fenceKey);
  return (
    <div className="fence-editor">
      <div className="fence-main">
        <Toolbar {...{ state, dispatch, readOnly, layers, view, setView }} onLayers={setLayers} />
        <Canvas
          {...{ camera, editor, readOnly, view, setView, layers, onPick }}
          others={others}
          ghosts={ghostsOf(editor, layers, compared)}
        />
        <ShapeFaults state={state} check={editor.check} readOnly={readOnly} />
        <NoticeLine notice={state.notice} />
        <BackTestPanel
          cameraId={camera.id}
          draft={editor.isChanged ? editor.check.valid : null}
          fences={fences}
          advised={fences.some(({ fenceId }) => fenceId === fenceKey) ? editor.check.valid : null}
          {...(readOnly ? {} : { onPropose: proposing(editor) })}
        />
      </div>
      <EditorSide {...props} editor={editor} onCompare={setCompared} />
      {leaving}
    </div>
  );
}

/** A setting chosen from the back-test goes into the draft like a typed one. */
function proposing({ dispatch }: Editor) {
  return (part: Partial<FenceFile>) => {
    dispatch({ type: 'change', part, field: 'proposal' });
    dispatch({ type: 'settle' });
  };
}

function othersOf(fences: readonly FenceVersion[], key: DraftKey): FenceFile[] {
  return fences.flatMap(({ fenceId, fence }) => (fence && fenceId !== key ? [fence] : []));
}

/** The armed outline below a changed one, and the version to compare with. */
function ghostsOf({ base, state }: Editor, layers: Layers, compared: FenceFile | null): Ghost[] {
  const { fence, drawing } = state.now;
  const isShapeSame = isSame(
    [base?.fence.polygon, base?.fence.holes],
    [fence.polygon, fence.holes],
  );
  const former = layers.armed && base && (!isShapeSame || drawing) ? base.fence : null;
  return [
    ...(former ? [{ tone: 'armed', fence: former } as const] : []),
    ...(compared ? [{ tone: 'compared', fence: compared } as const] : []),
  ];
}

interface CanvasProps extends Pick<FenceEditorProps, 'camera' | 'readOnly' | 'onPick'> {
  editor: Editor;
  layers: Layers;
  others: readonly FenceFile[];
  ghosts: readonly Ghost[];
  view: typeof wholeView;
  setView: (view: typeof wholeView) => void;
}

function Canvas({ camera, editor, layers, others, ...rest }: CanvasProps) {
  const { t } = useTranslation();
  const { hasPicture, pictureAt, name, id } = camera;
  return (
    <FenceCanvas
      {...rest}
      label={t('fences.canvas.label', { camera: name })}
      source={hasPicture && pictureAt !== null ? cameraPictureAddress(id, pictureAt) : null}
      state={editor.state}
      dispatch={editor.dispatch}
      others={layers.others ? others : []}
      snaps={layers.snaps}
    >
      {layers.now && <NowOverlay cameraId={id} />}
    </FenceCanvas>
  );
}
