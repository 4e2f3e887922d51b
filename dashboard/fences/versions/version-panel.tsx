// The history of a fence: who changed it, when and why. Any version can be compared with the draft or another version, on the
// picture and in words, and can be restored by an operator.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile, FenceVersion } from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useSession } from '../../session/session-provider.tsx';
import { FailureNote } from '../../shared/failure-note.tsx';
import { formatMoment } from '../../time/moment.ts';
import { ReasonDialog } from '../arm/reason-dialog.tsx';
import type { Arming } from '../arm/use-arming.ts';
import { DifferenceList } from '../compare/difference-list.tsx';
import { baseOf } from '../drafts/draft.ts';
import type { Editor } from '../use-editor.ts';
import { useVersions } from './use-versions.ts';

interface VersionPanelProps {
  armed: FenceVersion;
  editor: Editor;
  arming: Arming;
  readOnly: boolean;
  onCompare: (fence: FenceFile | null) => void;
}

export function VersionPanel(props: VersionPanelProps) {
  const { t } = useTranslation();
  const { versions, failure } = useVersions(props.armed);
  const [chosen, setChosen] = useState<number | null>(null);
  if (failure && !versions) return <FailureNote failure={failure} />;
  if (!versions)
    return <span className="skeleton skeleton-line" role="status" aria-label={t('app.loading')} />;
  return (
    <ol className="versions" aria-label={t('fences.versions.label')}>
      {versions.map((version) => (
        <VersionRow
          key={version.version}
          {...props}
          version={version}
          versions={versions}
          isOpen={chosen === version.version}
          onToggle={() => {
            const isOpen = chosen === version.version;
            setChosen(isOpen ? null : version.version);
            props.onCompare(isOpen ? null : version.fence);
          }}
        />
      ))}
    </ol>
  );
}

interface VersionRowProps extends VersionPanelProps {
  version: FenceVersion;
  versions: readonly FenceVersion[];
  isOpen: boolean;
  onToggle: () => void;
}

function VersionRow(props: VersionRowProps) {
  const { version, armed, isOpen, onToggle } = props;
  const { t } = useTranslation();
  const format = useMomentFormat();
  const isArmed = version.version === armed.version;
  return (
    <li className="version" data-version={version.version}>
      <div className="version-head">
        <span className="version-number">v{version.version}</span>
        <span className="version-change">{changeText()}</span>
        {isArmed && (
          <span className="chip" data-tone="going">
            {t('fences.versions.armed')}
          </span>
        )}
      </div>
      <p className="version-who">
        {authorName()} · {formatMoment(version.at, format)}
      </p>
      {version.reason !== '' && <p className="version-reason">{version.reason}</p>}
      {version.fence && (
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={onToggle}>
          {t(isOpen ? 'fences.versions.compareEnd' : 'fences.versions.compare')}
        </button>
      )}
      {isOpen && version.fence && <Comparison {...props} fence={version.fence} />}
    </li>
  );

  function authorName(): string {
    return version.author === 'site file' ? t('fences.versions.siteFile') : version.author;
  }
  function changeText(): string {
    return version.change === 'restored' && version.restoredFrom !== null
      ? t('fences.versions.restoredFrom', { version: version.restoredFrom })
      : t(`fences.versions.${version.change}`);
  }
}

/** "draft" or a version number. */
type Against = string;

function Comparison(props: VersionRowProps & { fence: FenceFile }) {
  const { version, versions, editor, armed, readOnly, fence } = props;
  const { t } = useTranslation();
  const isArmed = version.version === armed.version;
  const [against, setAgainst] = useState<Against>(
    editor.isChanged ? 'draft' : String(isArmed ? version.version - 1 : armed.version),
  );
  const others = versions.filter((one) => one.fence && one.version !== version.version);
  const other =
    against === 'draft'
      ? editor.state.now.fence
      : others.find((one) => String(one.version) === against)?.fence;
  return (
    <div className="comparison">
      <label className="comparison-with">
        {t('fences.versions.with')}
        <select
          className="select"
          value={against}
          onChange={(event) => {
            setAgainst(event.target.value);
          }}
        >
          {editor.isChanged && <option value="draft">{t('fences.draft')}</option>}
          {others.map((one) => (
            <option key={one.version} value={one.version}>
              v{one.version}
            </option>
          ))}
        </select>
      </label>
      {other && <DifferenceList before={fence} after={other} />}
      {!isArmed && !readOnly && <RestoreButton {...props} />}
    </div>
  );
}

function RestoreButton({ version, armed, arming, editor, onCompare }: VersionRowProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [asks, setAsks] = useState(false);
  const restore = async (reason: string): Promise<Failure | null> => {
    const change = { fenceId: armed.fenceId, baseVersion: armed.version, reason };
    const outcome = await arming.carryOut(() => client.restoreFence(change, version.version));
    if (outcome === null || 'status' in outcome) return outcome;
    const base = baseOf(outcome);
    if (base && !editor.isChanged) {
      editor.dispatch({ type: 'replace', now: { fence: base.fence, drawing: null } });
      editor.setBase(base);
    }
    onCompare(null);
    return null;
  };
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() => {
          setAsks(true);
        }}
      >
        {t('fences.versions.restore', { version: version.version })}
      </button>
      {asks && (
        <ReasonDialog
          title={t('fences.versions.restoreTitle', { version: version.version })}
          confirmLabel={t('fences.versions.restoreConfirm')}
          onConfirm={restore}
          onClose={() => {
            setAsks(false);
          }}
        >
          {version.fence && <DifferenceList before={armed.fence} after={version.fence} />}
        </ReasonDialog>
      )}
    </>
  );
}
