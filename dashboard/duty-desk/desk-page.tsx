// The duty desk: every open case, live, for the leader of the shift. Red cases come first, and frequent actions have keys.
import { useCallback } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';
import { usePageKeys } from '../shared/use-page-keys.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkNote } from './bulk-note.tsx';
import { CaseLines } from './case-lines.tsx';
import { DeedDialog } from './deed-dialog.tsx';
import { deskSearch, isDeskFiltering, parseDeskFilter } from './desk-filter.ts';
import { commandOf } from './desk-keys.ts';
import { DeskFilters } from './desk-filters.tsx';
import { DeskLinks } from './desk-links.tsx';
import { DutyPanel } from './duty-panel.tsx';
import { KeyHelp } from './key-help.tsx';
import { MutePanel } from './mute-panel.tsx';
import { LeaderQueries } from './leader-queries.tsx';
import { SavedViewsBar, type ViewTexts } from '../shared/saved-views-bar.tsx';
import { useDesk } from './use-desk.ts';
import { useNames, type Names } from './use-names.ts';
import { useRedAlarm } from './use-red-alarm.ts';
import './desk.css';

export default function DeskPage() {
  return (
    <LeaderQueries>
      <Desk />
    </LeaderQueries>
  );
}

function Desk() {
  const { t } = useTranslation();
  const { session } = useSession();
  const desk = useDesk();
  const names = useNames();
  usePageKeys(commandOf, desk.onCommand);
  const said = useRedAlarm(desk.feed.cases, desk.now);
  const { counts, all, filter, bulk, search } = desk;
  const title = t('desk.title');
  return (
    <Page
      title={title}
      documentTitle={counts.red > 0 ? `(${counts.red}) ${title}` : title}
      aside={<SoundButton />}
    >
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <DeskLinks />
      <DutyPanel nameOf={names.nameOf} />
      <MutePanel nameOf={names.nameOf} />
      <SavedViewsBar
        list="desk"
        texts={viewTexts(t)}
        search={deskSearch(filter)}
        onShow={(text) => {
          desk.setFilter(parseDeskFilter(new URLSearchParams(text)));
        }}
      />
      <DeskFilters
        {...{ filter, counts, search }}
        cases={all}
        nameOf={names.nameOf}
        onChange={desk.setFilter}
      />
      <div className="desk-sticky">
        <BulkBar
          total={desk.targets.length}
          shown={desk.ids.length}
          chosen={desk.state.chosen.size}
          mayAct={['operator', 'admin'].includes(session.user.role)}
          isBusy={bulk.run?.isRunning === true}
          onCommand={desk.onCommand}
        />
        {bulk.run && <BulkNote run={bulk.run} onClose={bulk.forget} />}
      </div>
      <DeskBody desk={desk} names={names} />
      <Dialogs desk={desk} names={names} />
    </Page>
  );
}

type DeskProps = { desk: ReturnType<typeof useDesk>; names: Names };

function DeskBody({ desk, names }: DeskProps) {
  const { t } = useTranslation();
  const { feed, shown, state, dispatch, filter } = desk;
  const onPoint = useCallback(
    (id: string) => {
      dispatch({ type: 'pointed', id });
    },
    [dispatch],
  );
  const onToggle = useCallback(
    (id: string) => {
      dispatch({ type: 'toggled', id });
    },
    [dispatch],
  );
  if (feed.isLoading) return <p role="status">{t('app.loading')}</p>;
  return (
    <>
      {feed.failure && <FailureNote failure={feed.failure} onRetry={feed.retry} />}
      {shown.length === 0 && !feed.failure && (
        <p className="desk-empty">
          {t(isDeskFiltering(filter) ? 'cases.noMatchText' : 'desk.empty')}
        </p>
      )}
      <CaseLines
        cases={shown}
        cursorId={state.cursorId}
        chosen={state.chosen}
        placeKey={deskSearch(filter)}
        now={desk.now}
        nameOf={names.nameOf}
        onPoint={onPoint}
        onToggle={onToggle}
      />
    </>
  );
}

function Dialogs({ desk, names }: DeskProps) {
  const { asking, setAsking, targets, doDeed } = desk;
  const close = () => {
    setAsking(null);
  };
  if (asking === null) return null;
  if (asking === 'help') return <KeyHelp onClose={close} />;
  return (
    <DeedDialog
      name={asking}
      total={targets.length}
      roster={names.roster}
      onDo={doDeed}
      onClose={close}
    />
  );
}

function SoundButton() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const { sound } = preferences;
  return (
    <button
      type="button"
      className="button desk-sound"
      aria-pressed={sound}
      onClick={() => {
        change({ sound: !sound });
      }}
    >
      <Icon name="alerts" />
      {t(sound ? 'desk.soundOn' : 'desk.soundOff')}
    </button>
  );
}

function viewTexts(t: TFunction): ViewTexts {
  return {
    views: t('desk.views'),
    save: t('desk.keepView'),
    drop: (name) => t('desk.forgetView', { name }),
    name: t('desk.viewName'),
    cancel: t('fences.arm.cancel'),
    keep: t('desk.keep'),
  };
}
