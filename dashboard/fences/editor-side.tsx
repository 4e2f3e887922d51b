// The side of the editor: the settings of the fence or its versions, changes by others, and the bar that arms it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../contracts/index.ts';
import { WhyNow } from '../back-test/index.ts';
import { Choice } from '../settings/choice.tsx';
import { ArmBar } from './arm/arm-bar.tsx';
import { StandingNote } from './arm/standing-note.tsx';
import { DifferenceList } from './compare/difference-list.tsx';
import type { FenceEditorProps } from './fence-editor-props.ts';
import { FenceForm } from './form/fence-form.tsx';
import { ReviewGateField } from './review/review-gate-field.tsx';
import type { Editor } from './use-editor.ts';
import { VersionPanel } from './versions/version-panel.tsx';

interface EditorSideProps extends FenceEditorProps {
  editor: Editor;
  /** The outline to lay over the picture; null for none. */
  onCompare: (fence: FenceFile | null) => void;
}

type SideName = 'settings' | 'versions' | 'why';

export function EditorSide(props: EditorSideProps) {
  const { editor, armed, readOnly, onCompare } = props;
  const { t } = useTranslation();
  const [side, setSide] = useState<SideName>('settings');
  const { fence } = editor.state.now;
  return (
    <aside className="fence-side" aria-label={t('fences.side.label')}>
      <StandingNote {...props} />
      <div className="card fence-panel">
        {editor.base && (
          <Choice<SideName>
            label={t('fences.side.label')}
            value={side}
            options={[
              { value: 'settings', label: t('fences.side.settings') },
              { value: 'versions', label: t('fences.side.versions') },
              { value: 'why', label: t('fences.side.why') },
            ]}
            onChange={(next) => {
              setSide(next);
              onCompare(null);
            }}
          />
        )}
        {side === 'settings' && readOnly && <DifferenceList before={null} after={fence} />}
        {side === 'settings' && !readOnly && (
          <FenceForm
            fence={fence}
            faults={editor.check.faults}
            isNew={editor.base === null}
            dispatch={editor.dispatch}
          />
        )}
        {side === 'settings' && !readOnly && editor.base !== null && (
          <ReviewGateField fenceId={fence.id} />
        )}
        {side === 'why' && (
          <WhyNow
            cameraId={props.camera.id}
            names={new Map([[fence.id, fence.name ?? fence.id]])}
          />
        )}
        {side === 'versions' && armed && <VersionPanel {...props} armed={armed} />}
      </div>
      {!readOnly && <ArmBar {...props} />}
    </aside>
  );
}
