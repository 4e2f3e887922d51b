// The position of a gap on the time line of a clip, and its sentence, in both languages.
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { describe, expect, test } from 'vitest';
import { clipGapReasons, type ClipFinding } from '../../../../contracts/index.ts';
import { clipEn } from '../../../i18n/clip-en.ts';
import { clipZhCn } from '../../../i18n/clip-zh-cn.ts';
import { ClipCoverageNote, gapPlace, placeOf } from './clip-coverage.tsx';

const asked = { from: 10_000, to: 55_000 };

describe('a gap of a clip', () => {
  test.each([
    ['beginsLate', { from: 10_000, to: 22_000 }],
    ['endsEarly', { from: 40_000, to: 55_000 }],
    ['gap', { from: 20_000, to: 32_000 }],
    ['none', asked],
  ])('says %s', (place, gap) => {
    expect(gapPlace(gap, asked)).toBe(place);
  });

  test('is at its position, also in a clip of no length', () => {
    expect(placeOf({ from: 19_000, to: 32_500 }, asked)).toEqual({
      left: '20.00%',
      width: '30.00%',
    });
    expect(placeOf({ from: 5, to: 5 }, { from: 5, to: 5 })).toEqual({
      left: '0.00%',
      width: '0.00%',
    });
  });

  test('has each reason in both languages', () => {
    for (const texts of [clipEn, clipZhCn])
      expect(Object.keys(texts.reason).sort()).toEqual([...clipGapReasons].sort());
  });
});

describe('the note below a clip', () => {
  const markupOf = (clip: ClipFinding | null | undefined) =>
    renderToStaticMarkup(createElement(ClipCoverageNote, { clip }));
  const coverage = { startAt: 9000, asked, kept: [asked], missing: [] };

  test.each([
    ['is not there', undefined],
    ['has not been looked at', null],
    ['says nothing of itself', { coverage: null, fault: null }],
  ])('is empty for a clip that %s', (_, clip) => {
    expect(markupOf(clip)).toBe('');
  });

  test('of a complete clip is the time line without a gap', () => {
    const markup = markupOf({ coverage, fault: null });
    expect(markup).toContain('clip-line');
    expect(markup).not.toContain('clip-gap');
  });

  test('of a damaged clip is a sentence without a time line', () => {
    const fault = { byte: 28, where: 'moov', expected: 'trak', came: 'the end' };
    const markup = markupOf({ coverage: null, fault });
    expect(markup).toContain('clip-gap');
    expect(markup).not.toContain('clip-line');
  });
});
