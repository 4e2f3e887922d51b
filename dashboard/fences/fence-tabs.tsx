// One tab for each fence of the camera: its kind, its name, its version, and whether it is in force, has a draft, or was
// refused.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStatus, FenceVersion, Kind } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { markOf, useOwnKinds } from '../shared/own-kinds.ts';
import { isNewKey, type DraftKey, type Drafts } from './drafts/draft.ts';
import { forceOf, type Force } from './feed/in-force.ts';

interface FenceTabsProps {
  fences: readonly FenceVersion[];
  drafts: Drafts;
  status: CameraStatus | null;
  chosen: DraftKey | null;
  readOnly: boolean;
  onPick: (key: DraftKey) => void;
  onNew: () => void;
  /** At the end of the row. */
  children: ReactNode;
}

export function FenceTabs(props: FenceTabsProps) {
  const { fences, drafts, status, chosen, readOnly, onPick, onNew } = props;
  const { t } = useTranslation();
  const armedKeys = fences.map(({ fenceId }) => fenceId);
  const others = Object.keys(drafts).filter((key) => !armedKeys.includes(key));
  const news = chosen !== null && isNewKey(chosen) && !others.includes(chosen) ? [chosen] : [];
  const tab = (
    key: DraftKey,
    kind: Kind | null,
    name: string,
    force: Force | null,
    version?: number,
  ) => (
    <FenceTab
      key={key}
      kind={kind}
      name={name}
      version={version}
      force={force}
      hasDraft={drafts[key] !== undefined}
      isChosen={key === chosen}
      onPick={() => {
        onPick(key);
      }}
    />
  );
  return (
    <nav className="fence-tabs" aria-label={t('fences.tabs')}>
      {fences.map((one) =>
        tab(
          one.fenceId,
          one.fence?.kind ?? null,
          (drafts[one.fenceId]?.fence ?? one.fence)?.name ?? one.fenceId,
          forceOf(one, status),
          one.version,
        ),
      )}
      {[...others, ...news].map((key) => {
        const fence = drafts[key]?.fence;
        return tab(key, fence?.kind ?? null, fence?.name ?? t('fences.newFence'), null);
      })}
      {!readOnly && (
        <button type="button" className="fence-tab fence-tab-new" onClick={onNew}>
          <Icon name="plus" />
          {t('fences.addFence')}
        </button>
      )}
      {props.children}
    </nav>
  );
}

interface FenceTabProps {
  kind: Kind | null;
  name: string;
  version: number | undefined;
  force: Force | null;
  hasDraft: boolean;
  isChosen: boolean;
  onPick: () => void;
}

function FenceTab({ kind, name, version, force, hasDraft, isChosen, onPick }: FenceTabProps) {
  const { t } = useTranslation();
  const own = useOwnKinds();
  const mark = kind === null ? null : markOf(kind, own);
  return (
    <button
      type="button"
      className="fence-tab"
      data-kind={kind ?? undefined}
      data-hue={mark?.hue}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onPick}
    >
      <Icon name={mark?.icon ?? 'polygon'} />
      <span className="fence-tab-name">{name}</span>
      {version !== undefined && <span className="fence-tab-version">v{version}</span>}
      {hasDraft && (
        <span className="chip" data-tone="todo">
          {t('fences.draft')}
        </span>
      )}
      {force && force.state !== 'in-force' && force.state !== 'unknown' && (
        <span className="chip" data-tone={force.state === 'refused' ? 'bad' : 'going'}>
          {t(`fences.force.${force.state}`)}
        </span>
      )}
    </button>
  );
}
