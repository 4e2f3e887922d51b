// What only the pages of fences and the past say, in English: loaded with those pages.
import { fencesEn } from './fences-en.ts';
import { pastEn } from './past-en.ts';

export const workEn = { ...fencesEn, ...pastEn };
