// A list of settings with any number of entries: hours, exceptions, permits, holes.
import type { ReactNode } from 'react';
import { Icon } from '../../shared/icon.tsx';

interface RowsProps<T> {
  items: readonly T[];
  /** The text of an empty list: what applies then. */
  emptyText: string;
  addLabel: string;
  removeLabel: (number: number) => string;
  onAdd: () => void;
  onRemove: (index: number) => void;
  children: (item: T, index: number) => ReactNode;
}

export function Rows<T>(props: RowsProps<T>) {
  const { items, emptyText, addLabel, removeLabel, onAdd, onRemove, children } = props;
  return (
    <div className="rows">
      {items.length === 0 && <p className="setting-hint">{emptyText}</p>}
      {items.map((item, index) => (
        <div key={index} className="row">
          <div className="row-body">{children(item, index)}</div>
          <button
            type="button"
            className="icon-button"
            aria-label={removeLabel(index + 1)}
            title={removeLabel(index + 1)}
            onClick={() => {
              onRemove(index);
            }}
          >
            <Icon name="bin" />
          </button>
        </div>
      ))}
      <button type="button" className="link-button rows-add" onClick={onAdd}>
        <Icon name="plus" />
        {addLabel}
      </button>
    </div>
  );
}

/** The list without this entry; undefined when it was the last. */
export function without<T>(items: readonly T[], index: number): T[] | undefined {
  const left = items.filter((_, at) => at !== index);
  return left.length > 0 ? left : undefined;
}

export function replaced<T>(items: readonly T[], index: number, item: T): T[] {
  return items.map((old, at) => (at === index ? item : old));
}
