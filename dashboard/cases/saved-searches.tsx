// Saved searches of the alert list, on this device: one press shows one; the current search can be saved under a name.
import { useTranslation } from 'react-i18next';
import { SavedViewsBar } from '../shared/saved-views-bar.tsx';
import { filterSearch, parseFilter, type CaseFilter } from './case-filter.ts';

interface SavedSearchesProps {
  filter: CaseFilter;
  onShow: (filter: CaseFilter) => void;
}

export function SavedSearches({ filter, onShow }: SavedSearchesProps) {
  const { t } = useTranslation();
  return (
    <SavedViewsBar
      list="case"
      texts={{
        views: t('cases.saved.views'),
        save: t('cases.saved.save'),
        drop: (name) => t('cases.saved.drop', { name }),
        name: t('cases.saved.name'),
        cancel: t('cases.saved.cancel'),
        keep: t('cases.saved.keep'),
      }}
      search={filterSearch(filter).toString()}
      onShow={(search) => {
        onShow(parseFilter(new URLSearchParams(search)));
      }}
    />
  );
}
