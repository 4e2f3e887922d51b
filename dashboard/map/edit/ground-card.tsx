// The base map: none, a PMTiles file in the data folder, or an uploaded picture placed by its corners.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import {
  maxGroundPictureBytes,
  type DistrictMap,
  type Ground,
  type Position,
} from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import { failureOf, valueOf } from '../../duty-desk/desk-queries.ts';
import type { MapView } from '../../map-view/map-view.ts';
import { useSession } from '../../session/session-provider.tsx';
import { FailureNote } from '../../shared/failure-note.tsx';
import { groundOf, type Picture } from './ground-of.ts';
import { PositionField } from './position-field.tsx';
import { TextField } from './text-field.tsx';

interface GroundCardProps {
  ground: DistrictMap['ground'];
  view: RefObject<MapView | null>;
}
/** Top left, bottom right, and bottom left, which is needed for a turned picture only. */
type Corners = [Position | null, Position | null, Position | null];
const names = ['topLeft', 'bottomRight', 'bottomLeft'] as const;

export function GroundCard({ ground, view }: GroundCardProps) {
  const { t } = useTranslation();
  const [picture, setPicture] = useState<Picture | null>(null);
  const [corners, setCorners] = useState<Corners>([null, null, null]);
  const [reason, setReason] = useState('');
  const save = useGroundChange(ground);
  const files = useGroundFiles();
  const placed = picture && groundOf(picture, corners);
  const isNamed = reason.trim() !== '';
  return (
    <details className="card map-card">
      <summary>{t('map.ground')}</summary>
      <p>{ground ? t('map.groundNow', { file: ground.ground.file }) : t('map.groundNone')}</p>
      <TextField label={t('map.reason')} value={reason} most={500} onChange={setReason} />
      <h3>{t('map.groundTiles')}</h3>
      {files.failure && <FailureNote failure={files.failure} />}
      {files.names.length === 0 && <p className="muted">{t('map.groundNoTiles')}</p>}
      <p className="map-buttons">
        {files.names.map((file) => (
          <button
            key={file}
            type="button"
            className="button"
            disabled={!isNamed || save.isBusy}
            onClick={() => void save.set({ type: 'tiles', file }, reason)}
          >
            {file}
          </button>
        ))}
      </p>
      <h3>{t('map.groundPicture')}</h3>
      <PictureField onSent={setPicture} />
      {picture && (
        <>
          <p>{t('map.groundCorners', { width: picture.width, height: picture.height })}</p>
          {names.map((name, index) => (
            <fieldset key={name} className="map-corner">
              <legend>{t(`map.${name}`)}</legend>
              <PositionField
                at={corners[index] ?? null}
                middle={() => view.current?.middle() ?? null}
                onChange={(at) => {
                  setCorners(corners.with(index, at) as Corners);
                }}
              />
            </fieldset>
          ))}
        </>
      )}
      {save.failure && <FailureNote failure={save.failure} />}
      <p className="map-buttons">
        <button
          type="button"
          className="button button-primary"
          disabled={!placed || !isNamed || save.isBusy}
          onClick={() => {
            if (placed) void save.set(placed, reason);
          }}
        >
          {t('map.groundUse')}
        </button>
        {ground && (
          <button
            type="button"
            className="button"
            disabled={!isNamed || save.isBusy}
            onClick={() => void save.set(null, reason)}
          >
            {t('map.groundRemove')}
          </button>
        )}
      </p>
    </details>
  );
}

function PictureField({ onSent }: { onSent: (picture: Picture) => void }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const [said, setSaid] = useState<'sending' | 'too-large' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (file: File) => {
    setFailure(null);
    if (file.size > maxGroundPictureBytes) {
      setSaid('too-large');
      return;
    }
    setSaid('sending');
    const answer = await client.sendGround(file);
    setSaid(null);
    if (answer.status === 'ok') onSent(answer.value);
    if (answer.status === 'error') setFailure(answer);
  };
  return (
    <>
      <label className="field">
        <span>{t('map.pictureFile')}</span>
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void send(file);
          }}
        />
      </label>
      {said === 'sending' && <p role="status">{t('map.sending')}</p>}
      {said === 'too-large' && (
        <p role="alert">{t('map.fileTooLarge', { most: maxGroundPictureBytes / 1024 / 1024 })}</p>
      )}
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

function useGroundFiles() {
  const { client } = useSession();
  const { data, error } = useQuery({
    queryKey: ['grounds'],
    queryFn: async ({ signal }) => valueOf(await client.listGrounds(signal)),
  });
  const names = (data?.files ?? [])
    .map(({ file }) => file)
    .filter((file) => file.endsWith('.pmtiles'));
  return { names, failure: failureOf(error) };
}

function useGroundChange(ground: DistrictMap['ground']) {
  const { client } = useSession();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const set = async (next: Ground | null, reason: string) => {
    setBusy(true);
    setFailure(null);
    const content = next && { kind: 'ground' as const, ground: next };
    const item = { kind: 'ground', id: 'ground', baseVersion: ground?.version ?? null } as const;
    const answer = await client.changeMap({ ...item, content, reason });
    setBusy(false);
    if (answer.status === 'error') setFailure(answer);
    if (answer.status === 'ok') await queries.invalidateQueries({ queryKey: ['map'] });
  };
  return { set, failure, isBusy };
}
