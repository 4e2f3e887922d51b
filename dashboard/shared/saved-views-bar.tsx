// The saved views: one press opens one; the current filter can be saved under a name.
import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import {
  maxViewName,
  readViews,
  withoutView,
  withView,
  writeViews,
  type SavedView,
  type ViewList,
} from './saved-views.ts';

/** In the words of the list. */
export interface ViewTexts {
  views: string;
  save: string;
  drop: (name: string) => string;
  name: string;
  cancel: string;
  keep: string;
}

interface SavedViewsBarProps {
  list: ViewList;
  texts: ViewTexts;
  /** The address of the current filter. */
  search: string;
  onShow: (search: string) => void;
}

export function SavedViewsBar({ list, texts, search, onShow }: SavedViewsBarProps) {
  const [views, setViews] = useState(() => readViews(localStorage, list));
  const [isNaming, setNaming] = useState(false);
  const keep = (next: SavedView[]) => {
    setViews(next);
    writeViews(localStorage, list, next);
  };
  const shown = views.find((view) => view.search === search);
  return (
    <div className="desk-views" role="group" aria-label={texts.views}>
      {views.map((view) => (
        <button
          key={view.name}
          type="button"
          className="filter-chip"
          aria-pressed={view === shown}
          onClick={() => {
            onShow(view.search);
          }}
        >
          {view.name}
        </button>
      ))}
      {shown ? (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            keep(withoutView(views, shown.name));
          }}
        >
          {texts.drop(shown.name)}
        </button>
      ) : (
        <button
          type="button"
          className="link-button"
          disabled={search === ''}
          onClick={() => {
            setNaming(true);
          }}
        >
          <Icon name="plus" />
          {texts.save}
        </button>
      )}
      {isNaming && (
        <NameDialog
          texts={texts}
          onClose={() => {
            setNaming(false);
          }}
          onName={(name) => {
            keep(withView(views, { name, search }));
            setNaming(false);
          }}
        />
      )}
    </div>
  );
}

interface NameDialogProps {
  texts: ViewTexts;
  onClose: () => void;
  onName: (name: string) => void;
}

function NameDialog({ texts, onClose, onName }: NameDialogProps) {
  const [name, setName] = useState('');
  return (
    <Dialog title={texts.save} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onName(name);
        }}
      >
        <label className="field">
          <span className="field-label">{texts.name}</span>
          <input
            className="input"
            autoFocus
            maxLength={maxViewName}
            value={name}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
        </label>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" className="button button-primary" disabled={name.trim() === ''}>
            {texts.keep}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
