/// <reference types="node" />
// The pages of the dashboard in a real browser, but for the fence editor and for how the pages look, which have files of their own.
// The tests are in the imported modules and share one stage.
import './session/testing/session-in-browser.ts';
import './cases/testing/list-in-browser.ts';
import './cases/testing/find-in-browser.ts';
import './cases/detail/testing/detail-in-browser.ts';
import './cases/detail/testing/clip-in-browser.ts';
import './cases/detail/testing/replay-in-browser.ts';
import './evidence/testing/asked-clips-in-browser.ts';
import './cases/detail/testing/together-in-browser.ts';
import './cases/detail/testing/converted-in-browser.ts';
import './wall/testing/wall-in-browser.ts';
import './camera-setup/testing/setup-in-browser.ts';
import './camera-setup/testing/import-in-browser.ts';
import './camera-setup/testing/long-names-in-browser.ts';
import './people/testing/people-in-browser.ts';
import './people/testing/leave-in-browser.ts';
import './people/testing/import-in-browser.ts';
import './people/testing/invitation-in-browser.ts';
import './people/testing/long-names-in-browser.ts';
import './first-run/testing/first-run-in-browser.ts';
import './problems/testing/health-in-browser.ts';
import './duty-desk/testing/desk-in-browser.ts';
import './supervision/testing/supervision-in-browser.ts';
import './shifts/testing/shifts-in-browser.ts';
import './reviews/testing/reviews-in-browser.ts';
import './quality/testing/quality-in-browser.ts';
