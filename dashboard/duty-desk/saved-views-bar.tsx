// The saved views: one press opens one; the current filter can be saved under a name.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shared/dialog.tsx';
import { Icon } from '../shared/icon.tsx';
import {
  maxViewName,
  readViews,
  withoutView,
  withView,
  writeViews,
  type SavedView,
} from './saved-views.ts';

interface SavedViewsBarProps {
  /** The address of the current filter. */
  search: string;
  onShow: (search: string) => void;
}

export function SavedViewsBar({ search, onShow }: SavedViewsBarProps) {
  const { t } = useTranslation();
  const [views, setViews] = useState(() => readViews(localStorage));
  const [isNaming, setNaming] = useState(false);
  const keep = (next: SavedView[]) => {
    setViews(next);
    writeViews(localStorage, next);
  };
  const shown = views.find((view) => view.search === search);
  return (
    <div className="desk-views" role="group" aria-label={t('desk.views')}>
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
          {t('desk.forgetView', { name: shown.name })}
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
          {t('desk.keepView')}
        </button>
      )}
      {isNaming && (
        <NameDialog
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

function NameDialog({ onClose, onName }: { onClose: () => void; onName: (name: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  return (
    <Dialog title={t('desk.keepView')} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onName(name);
        }}
      >
        <label className="field">
          <span className="field-label">{t('desk.viewName')}</span>
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
            {t('fences.arm.cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={name.trim() === ''}>
            {t('desk.keep')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
