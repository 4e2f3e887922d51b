// What only the pages of fences and the past say, in simplified Chinese: loaded with those pages.
import { fencesZhCn } from './fences-zh-cn.ts';
import { pastZhCn } from './past-zh-cn.ts';
import type { workEn } from './work-en.ts';

export const workZhCn: typeof workEn = { ...fencesZhCn, ...pastZhCn };
