/// <reference types="node" />
// The layout of the dashboard's pages in a real browser, in both languages and themes, on desktop and phone.
import './testing/look-in-browser.ts';
