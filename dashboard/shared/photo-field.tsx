// The photos of a report: one touch opens the phone's camera; each photo has a preview and can be removed.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPhotosAtOnce } from '../../contracts/index.ts';
import { Icon } from './icon.tsx';

interface PhotoFieldProps {
  photos: readonly File[];
  onChange: (photos: readonly File[]) => void;
}

export function PhotoField({ photos, onChange }: PhotoFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <label className="button button-wide photo-button">
        <Icon name="report" />
        {t('report.takePhoto')}
        <input
          type="file"
          className="photo-input"
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          multiple
          onChange={({ target }) => {
            onChange([...photos, ...(target.files ?? [])].slice(0, maxPhotosAtOnce));
            target.value = '';
          }}
        />
      </label>
      <ul className="photo-list">
        {photos.map((photo, index) => (
          <li key={`${photo.name} ${index}`}>
            <SmallPhoto photo={photo} />
            <button
              type="button"
              className="icon-button"
              aria-label={t('report.removePhoto', { number: index + 1 })}
              onClick={() => {
                onChange(photos.filter((one) => one !== photo));
              }}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SmallPhoto({ photo }: { photo: File }) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [photo]);
  return address === '' ? null : <img src={address} alt="" className="photo-small" />;
}
