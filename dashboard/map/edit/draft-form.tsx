// The form of the edited item: its fields, its position by press, by the middle of the map or as numbers, and a reason to save.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../contracts/index.ts';
import { FailureNote } from '../../shared/failure-note.tsx';
import { contentOf, type CellDraft, type Draft, type StallDraft } from './draft.ts';
import type { EditPanelProps } from './edit-panel-props.ts';
import { addPoint, movePoint, removePoint } from './outline-edit.ts';
import { PositionField } from './position-field.tsx';
import { TextField } from './text-field.tsx';

export function DraftForm({ draft, editor, view }: EditPanelProps & { draft: Draft }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { setDraft } = editor;
  const isReady = contentOf(draft) !== null && reason.trim() !== '';
  const middle = () => view.current?.middle() ?? null;
  return (
    <form
      className="card map-card"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void editor.save(reason);
      }}
    >
      <h2 className="card-title">
        {t(`map.${draft.kind}`)} <small className="code">{draft.id}</small>
      </h2>
      {draft.kind === 'stall' && <StallFields draft={draft} onChange={setDraft} />}
      {draft.kind === 'cell' ? (
        <CellFields draft={draft} middle={middle} onChange={setDraft} />
      ) : (
        <>
          {draft.at === null && <p>{t('map.press')}</p>}
          <PositionField
            at={draft.at}
            middle={middle}
            onChange={(at) => {
              setDraft({ ...draft, at });
            }}
          />
        </>
      )}
      <TextField label={t('map.reason')} value={reason} most={500} onChange={setReason} />
      {editor.failure && <FailureNote failure={editor.failure} />}
      {editor.failure?.faults.map(({ path, message }) => (
        <p key={path} className="code">
          {path}: {message}
        </p>
      ))}
      <p className="map-buttons">
        <button
          type="submit"
          className="button button-primary"
          disabled={!isReady || editor.isBusy}
        >
          {t('map.save')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setDraft(null);
          }}
        >
          {t('map.cancel')}
        </button>
        {draft.baseVersion !== null && (
          <button
            type="button"
            className="button"
            disabled={reason.trim() === '' || editor.isBusy}
            onClick={() => void editor.remove(reason)}
          >
            {t('map.remove')}
          </button>
        )}
      </p>
    </form>
  );
}

interface CellFieldsProps {
  draft: CellDraft;
  middle: () => Position | null;
  onChange: (draft: CellDraft) => void;
}

function CellFields({ draft, middle, onChange }: CellFieldsProps) {
  const { t } = useTranslation();
  const { outline, selected } = draft;
  const points = outline.reduce((sum, ring) => sum + ring.length, 0);
  const at = selected && (outline[selected.ring]?.[selected.index] ?? null);
  return (
    <>
      <TextField
        label={t('map.name')}
        value={draft.name}
        most={100}
        onChange={(name) => {
          onChange({ ...draft, name });
        }}
      />
      <p>{t('map.outlineHint', { count: points })}</p>
      {selected && at && (
        <PositionField
          at={at}
          middle={middle}
          onChange={(to) => {
            onChange({ ...draft, outline: movePoint(outline, selected, to) });
          }}
        />
      )}
      <p className="map-buttons">
        <button
          type="button"
          className="button"
          onClick={() => {
            const to = middle();
            if (!to) return;
            const added = addPoint(outline, to);
            onChange({ ...draft, outline: added.outline, selected: added.at });
          }}
        >
          {t('map.addPoint')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!selected}
          onClick={() => {
            if (selected)
              onChange({ ...draft, outline: removePoint(outline, selected), selected: null });
          }}
        >
          {t('map.removePoint')}
        </button>
      </p>
    </>
  );
}

interface StallFieldsProps {
  draft: StallDraft;
  onChange: (draft: StallDraft) => void;
}

function StallFields({ draft, onChange }: StallFieldsProps) {
  const { t } = useTranslation();
  const fields = ['name', 'holder', 'hours', 'gridCell'] as const;
  return fields.map((field) => (
    <TextField
      key={field}
      label={t(`map.${field}`)}
      value={draft[field]}
      most={100}
      onChange={(text) => {
        onChange({ ...draft, [field]: text });
      }}
    />
  ));
}
