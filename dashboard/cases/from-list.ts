// Marks in the browser's history that a case was opened from the list, so that "back" really goes back.
export const fromListState = { fromList: true } as const;

export function isFromList(historyState: unknown): boolean {
  return typeof historyState === 'object' && historyState !== null && 'fromList' in historyState;
}
