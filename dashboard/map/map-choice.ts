// The user's choice on the map, in the address of the page: the cell, the month of the heat map, edit mode. Pure.
export interface MapChoice {
  cell: string | null;
  /** Such as 2026-11; null shows the open cases. */
  month: string | null;
  isEditing: boolean;
}

export function parseMapChoice(search: URLSearchParams): MapChoice {
  const at = search.get('at');
  const month = search.get('month');
  return {
    cell: at !== null && /^\d{15}$/.test(at) ? at : null,
    month: month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    isEditing: search.get('edit') === 'true',
  };
}

/** @param filter the part of the filter, as text */
export function mapSearch({ cell, month, isEditing }: MapChoice, filter: string): URLSearchParams {
  const search = new URLSearchParams(filter);
  if (cell !== null) search.set('at', cell);
  if (month !== null) search.set('month', month);
  if (isEditing) search.set('edit', 'true');
  return search;
}
