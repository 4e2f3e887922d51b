// The exports of this folder: the banner for a camera whose view has moved.
export { MovedViewBanner, type MovedViewBannerProps } from './moved-view-banner.tsx';
