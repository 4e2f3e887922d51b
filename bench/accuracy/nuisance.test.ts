import { describe, expect, it } from 'vitest';
import { nuisancesOf } from './nuisance.ts';

describe('nuisancesOf', () => {
  it.each([
    ['a light that is switched', ['light switched down x0.58 at 22 s'], ['light']],
    ['clouds', ['strong cloud light: sunny to dark'], ['light']],
    ['rain and noise in one breath', ['rain streaks and noise'], ['rain', 'noise']],
    ['a shaking mast', ['camera shake 1-3 px'], ['shake']],
    ['people by many names', ['real passer-by', 'vendor sways', 'busy pedestrians'], ['people']],
    ['traffic', ['busy traffic beside it'], ['traffic']],
    ['small things', ['small, low contrast'], ['small']],
    ['what is taken away', ['removed at 46 s'], ['removed']],
    ['several, in the order of the table', ['passing cars', 'tree shadows'], ['light', 'traffic']],
    ['words that are not known', ['a parade of elephants'], ['other']],
    ['known and unknown words', ['elephants', 'rain'], ['rain', 'other']],
    ['nothing', [], ['none']],
  ])('knows %s', (_, words, classes) => {
    expect(nuisancesOf(words)).toEqual(classes);
  });

  it('does not take a part of a word for the word', () => {
    expect(nuisancesOf(['carnival', 'manhole', 'terrain'])).toEqual(['other']);
  });
});
