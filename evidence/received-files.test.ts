// Compares the files of a bundle with the files that were received according to the log.
import { describe, expect, it } from 'vitest';
import { entryText, type LogEntry } from './log-entry.ts';
import { aboutReceived, notAsReceived } from './received-files.ts';

const subject = { incident: 'exit-1', opening: '2', file: 'clip' };
const [came, other] = ['aa'.repeat(32), 'bb'.repeat(32)];
const clip = (sha256: string) => ({
  path: 'c/clip.mp4',
  bytes: 3,
  sha256,
  about: aboutReceived(subject),
});

function row(change: Partial<LogEntry>, position = 7) {
  const usual = { version: 1, at: 5, act: 'file-received', outcome: 'done' } as const;
  const entry = { ...usual, subject, details: { sha256: came }, personal: null, ...change };
  return { position, entry: entryText(entry), path: [] };
}

describe('a bundle', () => {
  it('with all received files has no finding', () => {
    expect(notAsReceived([row({})], { files: [clip(came)] })).toEqual([]);
    expect(notAsReceived([], { files: [clip(came)] })).toEqual([]);
  });

  it('with a replaced file is reported with the file and the row', () => {
    expect(notAsReceived([row({})], { files: [clip(other)] })).toEqual([
      { what: 'not-as-received', file: 'c/clip.mp4', position: 7 },
    ]);
  });

  it('with two swapped files is reported with both', () => {
    const second = { ...subject, opening: '3' };
    const rows = [row({}), row({ subject: second, details: { sha256: other } }, 8)];
    const [one, two] = [clip(came), { ...clip(other), path: 'd', about: aboutReceived(second) }];
    expect(notAsReceived(rows, { files: [one, two] })).toEqual([]);
    const swapped = [
      { ...one, sha256: other },
      { ...two, sha256: came },
    ];
    expect(notAsReceived(rows, { files: swapped })).toMatchObject([
      { file: 'c/clip.mp4', position: 7 },
      { file: 'd', position: 8 },
    ]);
  });

  it('without a received file is reported with its description', () => {
    expect(notAsReceived([row({})], { files: [] })).toMatchObject([
      { file: 'clip of opening 2 of incident exit-1' },
    ]);
  });

  it.each([
    ['was put aside, because another one counts', [row({ outcome: 'refused' })]],
    [
      'was deleted by the rules',
      [row({}), row({ act: 'evidence-deleted', details: { sha256: came, why: 'rule' } }, 9)],
    ],
    ['is only spoken of', [row({ act: 'picture-viewed', details: {} })]],
    ['stands in an entry that this release cannot read', [{ ...row({}), entry: '{"version":2}' }]],
  ])('needs no file that %s', (_, rows) => {
    expect(notAsReceived(rows, { files: [] })).toEqual([]);
  });

  it('must have the file when the deleted one was another', () => {
    const deleted = row({ act: 'evidence-deleted', details: { sha256: other } }, 9);
    expect(notAsReceived([row({}), deleted], { files: [] })).toHaveLength(1);
  });
});
