/// <reference types="node" />
// How the pages of the dashboard look in a real browser, in both languages and themes, at the desk and on phones.
import './testing/look-in-browser.ts';
