// Reports that somebody else has changed or removed the fence since this draft began, and offers to compare, to take their
// version, or to keep the draft on top of theirs. A draft without changes follows at once.
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile, FenceVersion } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { Icon } from '../../shared/icon.tsx';
import { formatMoment } from '../../time/moment.ts';
import { DifferenceList } from '../compare/difference-list.tsx';
import { baseOf, standingOf } from '../drafts/draft.ts';
import type { Editor } from '../use-editor.ts';

interface StandingNoteProps {
  editor: Editor;
  armed: FenceVersion | null;
  onCompare: (fence: FenceFile | null) => void;
}

export function StandingNote({ editor, armed, onCompare }: StandingNoteProps) {
  const standing = standingOf(editor, armed);
  const follows = standing === 'overtaken' && !editor.isChanged;
  const follow = useEffectEvent(() => {
    if (armed) takeTheirs(editor, armed);
  });
  useEffect(() => {
    if (follows) follow();
  }, [follows]);
  if (standing === 'fresh' || follows) return null;
  if (standing === 'removed') return <RemovedNote editor={editor} />;
  return armed && <OvertakenNote editor={editor} armed={armed} onCompare={onCompare} />;
}

/** Replaces the draft with their version; undo restores it. */
function takeTheirs({ dispatch, setBase }: Editor, armed: FenceVersion): void {
  const base = baseOf(armed);
  if (!base) return;
  dispatch({ type: 'replace', now: { fence: base.fence, drawing: null } });
  setBase(base);
}

function OvertakenNote({ editor, armed, onCompare }: StandingNoteProps & { armed: FenceVersion }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { fence } = armed;
  return (
    <div className="note note-danger note-tall" role="alert" data-standing="overtaken">
      <Icon name="warning" />
      <div className="note-text">
        <p>
          {t('fences.standing.overtaken', {
            author: armed.author,
            version: armed.version,
            time: formatMoment(armed.at, format),
          })}
        </p>
        <p className="note-quote">{armed.reason}</p>
        {fence && <DifferenceList before={fence} after={editor.state.now.fence} />}
        <div className="note-buttons">
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onCompare(fence);
            }}
          >
            {t('fences.standing.show')}
          </button>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onCompare(null);
              takeTheirs(editor, armed);
            }}
          >
            {t('fences.standing.takeTheirs')}
          </button>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onCompare(null);
              editor.setBase(baseOf(armed));
            }}
          >
            {t('fences.standing.keepMine')}
          </button>
        </div>
      </div>
    </div>
  );
}

function RemovedNote({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  return (
    <div className="note note-danger" role="alert" data-standing="removed">
      <Icon name="warning" />
      <div className="note-text">
        <p>{t('fences.standing.removed')}</p>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            editor.setBase(null);
          }}
        >
          {t('fences.standing.armAsNew')}
        </button>
      </div>
    </div>
  );
}
