// What others place: the banner over a camera whose view has moved.
export { MovedViewBanner, type MovedViewBannerProps } from './moved-view-banner.tsx';
