// The stage of the tests of all other pages, and of their layout. With React's development build, so that its warnings count as
// errors.
import { setStage } from './stage.ts';

export const stage = setStage('development');
