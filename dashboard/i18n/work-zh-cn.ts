// The texts of fences, back-tests and leaders' pages, in simplified Chinese: loaded with those pages.
import { askedZhCn } from './asked-zh-cn.ts';
import { askedClipZhCn } from './asked-clip-zh-cn.ts';
import { clipZhCn } from './clip-zh-cn.ts';
import { whyZhCn } from './why-zh-cn.ts';
import { accountZhCn } from './account-zh-cn.ts';
import { cameraSetupZhCn } from './camera-setup-zh-cn.ts';
import { firstRunZhCn } from './first-run-zh-cn.ts';
import { peopleZhCn } from './people-zh-cn.ts';
import { peopleImportZhCn } from './people-import-zh-cn.ts';
import { problemZhCn } from './problem-zh-cn.ts';
import { deskZhCn } from './desk-zh-cn.ts';
import { mapZhCn } from './map-zh-cn.ts';
import { fencesZhCn } from './fences-zh-cn.ts';
import { backTestZhCn } from './back-test-zh-cn.ts';
import { qualityZhCn } from './quality-zh-cn.ts';
import { shiftsZhCn } from './shifts-zh-cn.ts';
import { supervisionZhCn } from './supervision-zh-cn.ts';
import type { workEn } from './work-en.ts';

export const workZhCn: typeof workEn = {
  ...accountZhCn,
  ...cameraSetupZhCn,
  ...firstRunZhCn,
  ...peopleZhCn,
  ...peopleImportZhCn,
  ...problemZhCn,
  ...fencesZhCn,
  ...backTestZhCn,
  ...deskZhCn,
  ...supervisionZhCn,
  ...qualityZhCn,
  ...mapZhCn,
  ...shiftsZhCn,
  clip: clipZhCn,
  asked: askedZhCn,
  askedClip: askedClipZhCn,
  why: whyZhCn,
};
