// The names of log files, and which files are removed.
import { describe, expect, it } from 'vitest';
import { filesToDrop, hourFile, openBlockFile, parseLogFile, type KeptFile } from './log-files.ts';

const four = Date.UTC(2026, 10, 22, 4);
const hour = 3_600_000;

describe('the name of a log file', () => {
  it('is its hour in UTC', () => {
    expect(hourFile(four + 59 * 60_000)).toBe('2026-11-22T04.fwlog');
  });

  it.each<[string, string, ReturnType<typeof parseLogFile>]>([
    ['nothing', '', null],
    ['another file', 'state.json', null],
    ['an hour', '2026-11-22T04.fwlog', at('2026-11-22T04.fwlog', four, four + hour)],
    ['an hour that no day has', '2026-11-22T25.fwlog', at('2026-11-22T25.fwlog')],
    ['the open block', openBlockFile, at(openBlockFile)],
    ['a block as dispatch keeps it', '1700-1900.fwlog', at('1700-1900.fwlog', 1700, 1901)],
    [
      'blocks that dispatch has joined',
      '1700-1900.joined.fwlog',
      at('1700-1900.joined.fwlog', 1700, 1901),
    ],
    ['any other log', 'copy.fwlog', at('copy.fwlog')],
  ])('gives its time span: %s', (_, name, file) => {
    expect(parseLogFile(name)).toEqual(file);
  });

  it('sorts by time, with the open block last', () => {
    const names = [openBlockFile, hourFile(four + 20 * hour), hourFile(four), '1700-1900.fwlog'];
    expect(names.sort()).toEqual([
      '1700-1900.fwlog',
      hourFile(four),
      hourFile(four + 20 * hour),
      openBlockFile,
    ]);
  });
});

describe('of these files', () => {
  const kept = (hours: number): KeptFile => {
    const file = hourFile(four + hours * hour);
    return { ...parseLogFile(file)!, bytes: 100 };
  };
  const files = [kept(2), kept(0), { file: openBlockFile, span: null, bytes: 50 }, kept(1)];

  it.each<[string, KeptFile[], number, number, number[]]>([
    ['none go where there are none', [], 9, 0, []],
    ['none go that are young and fit', files, 0, 350, []],
    ['those go that were over long ago', files, 2, 350, [0, 1]],
    ['the oldest go until the rest fits', files, 0, 250, [0]],
    ['all hours go when nothing may be kept, but never the open block', files, 0, 0, [0, 1, 2]],
  ])('%s', (_, all, keepAfterHours, maxBytes, gone) => {
    expect(filesToDrop(all, { keepAfter: four + keepAfterHours * hour, maxBytes })).toEqual(
      gone.map((hours) => hourFile(four + hours * hour)),
    );
  });
});

function at(file: string, from?: number, to?: number) {
  return { file, span: from === undefined || to === undefined ? null : { from, to } };
}
