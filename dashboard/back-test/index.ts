// The exports of this folder: the panel beside the fence editor and the overlay on its picture.
export { BackTestPanel, type BackTestPanelProps } from './back-test-panel.tsx';
export { WhyNow, type WhyNowProps } from './why/why-now.tsx';
export { NowOverlay, type NowOverlayProps } from './now-overlay.tsx';
