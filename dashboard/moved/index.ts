// What others place: the banner over a camera whose view has moved.
export { MovedBanner, type MovedBannerProps } from './moved-banner.tsx';
