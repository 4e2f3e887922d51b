// The draft of a step. It survives when the phone discards the page while its camera is open.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDeviceStore } from '../session/device-store-context.ts';
import { shrinkPhoto } from '../shared/shrink-photo.ts';

interface FormDraft {
  note: string;
  photos: readonly File[];
}

export function useDraft(about: string) {
  const store = useDeviceStore();
  const [draft, setDraft] = useState<FormDraft>({ note: '', photos: [] });
  const isTouched = useRef(false);
  useEffect(() => {
    void store.draft(about).then((kept) => {
      if (kept === null || isTouched.current) return;
      setDraft({ note: kept.note, photos: kept.photos.map(asFile) });
    });
  }, [store, about]);
  const change = useCallback(
    ({ note, photos }: Partial<FormDraft>) => {
      isTouched.current = true;
      const apply = (part: Partial<FormDraft>) => {
        setDraft((before) => {
          const next = { ...before, ...part };
          void store.keepDraft(about, { note: next.note, photos: [...next.photos] });
          return next;
        });
      };
      if (note !== undefined) apply({ note });
      if (photos !== undefined)
        void Promise.all(photos.map(smallPhoto)).then((small) => {
          apply({ photos: small });
        });
    },
    [store, about],
  );
  const drop = useCallback(() => store.dropDraft(about), [store, about]);
  return { draft, change, drop };
}

/** A phone's photo has several megabytes: it is stored and sent in the size that dispatch would make of it. */
async function smallPhoto(photo: File): Promise<File> {
  return photo.name === smallName ? photo : asFile(await shrinkPhoto(photo));
}

const smallName = 'small.jpg';

function asFile(photo: Blob): File {
  return new File([photo], smallName, { type: photo.type === '' ? 'image/jpeg' : photo.type });
}
