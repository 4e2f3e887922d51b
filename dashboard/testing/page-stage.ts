// The stage of the tests of all other pages, and of how every page looks. With React's development build, so that what it
// warns of counts as a complaint.
import { setStage } from './stage.ts';

export const stage = setStage('development');
