// The edges that ask for cameras, why one gets none, and invitations for edges that have no key yet.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { edgeIdSchema, type MadeInvitation, type SetUpEdge } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useSession } from '../session/session-provider.tsx';
import { Icon } from '../shared/icon.tsx';
import { RefusalNote } from '../shared/refusal-note.tsx';
import { formatMoment } from '../time/moment.ts';

export function EdgesCard({ edges, isOpen }: { edges: readonly SetUpEdge[]; isOpen: boolean }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('cameraSetup.edges')}>
      <h2 className="card-title">{t('cameraSetup.edges')}</h2>
      <p className="field-hint">{t('cameraSetup.edgesHint')}</p>
      {edges.length === 0 && <p className="edge-none">{t('cameraSetup.noEdges')}</p>}
      <ul className="edge-rows">
        {edges.map((edge) => (
          <EdgeRow key={edge.edgeId} edge={edge} />
        ))}
      </ul>
      <details open={isOpen || edges.some(({ refusal }) => refusal !== null)}>
        <summary>{t('cameraSetup.invite')}</summary>
        <Invite usual={edges.find(({ refusal }) => refusal !== null)?.edgeId ?? ''} />
      </details>
    </section>
  );
}

function EdgeRow({ edge: { edgeId, isConnected, shares, refusal, heardAt } }: { edge: SetUpEdge }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const time = formatMoment(heardAt, format);
  const text = !isConnected
    ? t('cameraSetup.edgeState.silent', { time })
    : refusal !== null
      ? t(`cameraSetup.refusal.${refusal}`)
      : t(`cameraSetup.edgeState.${shares ? 'shares' : 'gets'}`);
  const isGood = isConnected && refusal === null;
  return (
    <li className="edge-row" data-tone={isGood ? 'good' : 'bad'}>
      <Icon name={isGood ? 'check' : 'warning'} />
      <strong className="code">{edgeId}</strong>
      <span>{text}</span>
    </li>
  );
}

function Invite({ usual }: { usual: string }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [typed, setTyped] = useState<string | null>(null);
  const [made, setMade] = useState<MadeInvitation | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const edgeId = (typed ?? usual).trim();
  const invite = async () => {
    setBusy(true);
    const answer = await client.inviteEdge(edgeId);
    setBusy(false);
    setFailure(answer.status === 'error' ? answer : null);
    if (answer.status === 'ok') setMade(answer.value);
  };
  return (
    <form
      className="edge-invite"
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <label className="field">
        <span className="field-label">{t('cameraSetup.edgeId')}</span>
        <input
          className="input code"
          value={typed ?? usual}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <span className="field-hint">{t('cameraSetup.replacesKey')}</span>
      </label>
      <button
        type="submit"
        className="button"
        disabled={isBusy || !edgeIdSchema.safeParse(edgeId).success}
      >
        {t('cameraSetup.inviteIt')}
      </button>
      <RefusalNote failure={failure} />
      {made !== null && <Invited made={made} />}
    </form>
  );
}

function Invited({ made: { invitation, edgeId, expiresAt } }: { made: MadeInvitation }) {
  const { t } = useTranslation();
  const time = formatMoment(expiresAt, useMomentFormat());
  return (
    <div className="edge-invited" role="status">
      <p>{t('cameraSetup.invited', { edge: edgeId, time })}</p>
      <p>{t('cameraSetup.inviteHow')}</p>
      <pre className="code" tabIndex={0}>
        {`FENCEWATCH_EDGE_INVITATION=${invitation} npx fencewatch edge --site site.yaml --id ${edgeId} …`}
      </pre>
      <p>{t('cameraSetup.inviteRest')}</p>
    </div>
  );
}
