// The texts of fences, back-tests and leaders' pages, in English: loaded with those pages.
import { askedEn } from './asked-en.ts';
import { askedClipEn } from './asked-clip-en.ts';
import { clipEn } from './clip-en.ts';
import { whyEn } from './why-en.ts';
import { accountEn } from './account-en.ts';
import { cameraSetupEn } from './camera-setup-en.ts';
import { firstRunEn } from './first-run-en.ts';
import { peopleEn } from './people-en.ts';
import { peopleImportEn } from './people-import-en.ts';
import { problemEn } from './problem-en.ts';
import { deskEn } from './desk-en.ts';
import { mapEn } from './map-en.ts';
import { fencesEn } from './fences-en.ts';
import { backTestEn } from './back-test-en.ts';
import { qualityEn } from './quality-en.ts';
import { shiftsEn } from './shifts-en.ts';
import { supervisionEn } from './supervision-en.ts';

export const workEn = {
  ...accountEn,
  ...cameraSetupEn,
  ...firstRunEn,
  ...peopleEn,
  ...peopleImportEn,
  ...problemEn,
  ...fencesEn,
  ...backTestEn,
  ...deskEn,
  ...supervisionEn,
  ...qualityEn,
  ...mapEn,
  ...shiftsEn,
  clip: clipEn,
  asked: askedEn,
  askedClip: askedClipEn,
  why: whyEn,
};
