// One open case in the list: its light and remaining time, what, where, who has it, and since when.
import { memo } from 'react';
import type { TFunction } from 'i18next';
import { Link } from 'wouter';
import type { ListedCase } from '../../contracts/index.ts';
import { StateMark } from '../cases/case-chips.tsx';
import { lastOpening } from '../cases/case-news.ts';
import { placeText } from '../cases/case-presence.ts';
import { fromListState } from '../cases/from-list.ts';
import { Icon } from '../shared/icon.tsx';
import { KindWord } from '../shared/kind-mark.tsx';
import { holderOf } from './desk-filter.ts';
import { LightMark } from './light-mark.tsx';

export interface CaseLineProps {
  one: ListedCase;
  now: number;
  t: TFunction;
  isCursor: boolean;
  isChosen: boolean;
  nameOf: (id: string) => string;
  /** A time in words, as short as possible. */
  whenOf: (at: number, now: number) => string;
  onPoint: (id: string) => void;
  onToggle: (id: string) => void;
}

/** Snoozed by its holder. */
function isAside(one: ListedCase, now: number): one is ListedCase & { snoozedUntil: number } {
  return typeof one.snoozedUntil === 'number' && one.snoozedUntil > now;
}

export const CaseLine = memo(function CaseLine(props: CaseLineProps) {
  const { one, now, t, isCursor, isChosen, nameOf, whenOf, onPoint, onToggle } = props;
  const holder = holderOf(one);
  return (
    <div
      className="desk-line"
      data-case={one.id}
      data-cursor={isCursor}
      data-chosen={isChosen}
      onPointerDown={() => {
        onPoint(one.id);
      }}
    >
      <label className="desk-choose">
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={t('desk.chooseCase', { id: one.id })}
          onChange={() => {
            onToggle(one.id);
          }}
        />
      </label>
      <Link
        href={`/cases/${encodeURIComponent(one.id)}`}
        state={fromListState}
        className="desk-link"
        aria-current={isCursor}
      >
        <LightMark deadline={one.deadline} now={now} t={t} />
        <span className="desk-what">
          <KindWord kind={one.kind} t={t} />
          <span className="desk-place">{placeText(one)}</span>
          {isAside(one, now) && (
            <span className="desk-place">
              {t('shifts.aside', { time: whenOf(one.snoozedUntil, now) })}
            </span>
          )}
        </span>
        <span className="desk-cell">
          <Icon name="place" />
          {one.gridCell ?? t('desk.noCell')}
        </span>
        <span className="desk-who" data-nobody={holder === null}>
          {holder === null ? t('desk.nobody') : nameOf(holder)}
        </span>
        <span className="desk-when">
          <time dateTime={new Date(lastOpening(one)).toISOString()}>
            {whenOf(lastOpening(one), now)}
          </time>
          <span className="desk-id">{one.id}</span>
        </span>
        <StateMark summary={one} t={t} />
      </Link>
    </div>
  );
});
