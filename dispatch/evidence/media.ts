// The media of an incident: their kinds, maximum sizes and magic numbers.

export const mediaNames = ['picture', 'clip'] as const;
export type MediaName = (typeof mediaNames)[number];

export interface MediaKind {
  file: string;
  contentType: 'image/jpeg' | 'video/mp4' | 'application/octet-stream';
  maxBytes: number;
  /** How many first bytes `hasMagic` looks at. */
  magicBytes: number;
  hasMagic: (start: Uint8Array) => boolean;
}

export const mediaKinds: Record<MediaName, MediaKind> = {
  picture: {
    file: 'picture.jpg',
    contentType: 'image/jpeg',
    maxBytes: 8 * 1024 * 1024,
    magicBytes: 3,
    hasMagic: (start) => start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff,
  },
  clip: {
    file: 'clip.mp4',
    contentType: 'video/mp4',
    maxBytes: 256 * 1024 * 1024,
    magicBytes: 8,
    // The size of the first box precedes its name, and an MP4 file begins with the box `ftyp`.
    hasMagic: (start) => Buffer.from(start.subarray(4, 8)).toString('latin1') === 'ftyp',
  },
};

/** Why an upload is refused. */
export type MediaRefusal = 'empty' | 'too-large' | 'wrong-content' | 'bad-name';
