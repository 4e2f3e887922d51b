/// <reference types="node" />
// The fence editor in a real browser. The tests are in the imported modules and share one stage.
import './testing/new-fence-in-browser.ts';
import './testing/armed-fence-in-browser.ts';
import './testing/versions-in-browser.ts';
import './testing/drafts-in-browser.ts';
import '../back-test/testing/back-test-in-browser.ts';
import '../moved-view/testing/moved-view-in-browser.ts';
