// A position as numbers, longitude first, or from the middle of the map, for whoever cannot press on it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../contracts/index.ts';
import { parsePosition, positionText } from './outline-edit.ts';

interface PositionFieldProps {
  at: Position | null;
  middle: () => Position | null;
  onChange: (at: Position) => void;
}

export function PositionField({ at, middle, onChange }: PositionFieldProps) {
  const { t } = useTranslation();
  // While somebody types something that is no position yet.
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && parsePosition(typed) === null;
  return (
    <div className="map-position">
      <label className="field">
        <span>{t('map.position')}</span>
        <input
          className="input code"
          value={typed ?? (at ? positionText(at) : '')}
          placeholder="118.30521, 36.81342"
          aria-invalid={isWrong}
          onChange={(event) => {
            const text = event.target.value;
            const read = parsePosition(text);
            setTyped(read ? null : text);
            if (read) onChange(read);
          }}
        />
      </label>
      {isWrong && <p role="alert">{t('map.positionWrong')}</p>}
      <button
        type="button"
        className="button"
        onClick={() => {
          const found = middle();
          setTyped(null);
          if (found) onChange(found);
        }}
      >
        {t('map.toMiddle')}
      </button>
    </div>
  );
}
