// Saved views of a list, on this device. A view is the address of a filter with a name. Unreadable ones are ignored.
import { z } from 'zod';

export interface SavedView {
  name: string;
  /** The filter as a part of an address. */
  search: string;
}

export type ViewStorage = Pick<Storage, 'getItem' | 'setItem'>;
/** The lists that have views. */
export type ViewList = 'desk' | 'case';
const keyOf = (list: ViewList) => `fencewatch.${list}-views`;
export const maxViews = 30;
export const maxViewName = 80;

const viewsSchema = z
  .array(
    z.object({
      name: z.string().trim().min(1).max(maxViewName),
      search: z.string().max(1000),
    }),
  )
  .max(maxViews);

export function readViews(storage: ViewStorage, list: ViewList): SavedView[] {
  try {
    return viewsSchema.safeParse(JSON.parse(storage.getItem(keyOf(list)) ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}

/** Storage may be full or forbidden: then views last until the page is closed. */
export function writeViews(
  storage: ViewStorage,
  list: ViewList,
  views: readonly SavedView[],
): void {
  try {
    storage.setItem(keyOf(list), JSON.stringify(views));
  } catch {
    return;
  }
}

/** An existing name is replaced; the oldest of too many is removed. */
export function withView(views: readonly SavedView[], { name, search }: SavedView): SavedView[] {
  const view = { name: name.trim().slice(0, maxViewName), search };
  if (view.name === '') return [...views];
  return [...views.filter((one) => one.name !== view.name), view].slice(-maxViews);
}

export function withoutView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((one) => one.name !== name);
}
