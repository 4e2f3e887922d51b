// The mark that the way from the list to a case leaves in the browser's history, so that "back" can truly go back.
export const fromListState = { fromList: true } as const;

export function isFromList(historyState: unknown): boolean {
  return typeof historyState === 'object' && historyState !== null && 'fromList' in historyState;
}
