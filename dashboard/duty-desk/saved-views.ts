// Views of the desk that somebody keeps under a name, on this device. A view is the address of a filter. What is stored and
// not understood counts as not stored.
import { z } from 'zod';

export interface SavedView {
  name: string;
  /** As `deskSearch` writes it. */
  search: string;
}

export type ViewStorage = Pick<Storage, 'getItem' | 'setItem'>;
const storageKey = 'fencewatch.desk-views';
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

export function readViews(storage: ViewStorage): SavedView[] {
  try {
    return viewsSchema.safeParse(JSON.parse(storage.getItem(storageKey) ?? '[]')).data ?? [];
  } catch {
    return [];
  }
}

/** Storage may be full or forbidden: then the views last until the page is closed. */
export function writeViews(storage: ViewStorage, views: readonly SavedView[]): void {
  try {
    storage.setItem(storageKey, JSON.stringify(views));
  } catch {
    return;
  }
}

/** A name that is there already gets the new view; of too many the oldest goes. */
export function withView(views: readonly SavedView[], { name, search }: SavedView): SavedView[] {
  const view = { name: name.trim().slice(0, maxViewName), search };
  if (view.name === '') return [...views];
  return [...views.filter((one) => one.name !== view.name), view].slice(-maxViews);
}

export function withoutView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((one) => one.name !== name);
}
