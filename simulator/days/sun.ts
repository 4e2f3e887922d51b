// The position of the sun by latitude, day of the year and solar time, from the declination and the hour angle. Accurate to about a
// degree, which is enough for shadows. Returns a direction in the axes of a place.

/** Direction to the light: `x` to the right of the picture, `y` up, `z` away from the camera. Length 1. */
export interface Direction {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export interface SunTime {
  /** Degrees north. */
  readonly latitude: number;
  /** 1 is the first of January. */
  readonly dayOfYear: number;
  /** Solar time, 0 to 24. */
  readonly hour: number;
}

const radian = Math.PI / 180;

/** @param heading direction of the camera, degrees clockwise from north */
export function sunDirection(time: SunTime, heading: number): Direction {
  const { elevation, azimuth } = sunAngles(time);
  const across = Math.cos(elevation);
  const turned = azimuth - heading * radian;
  return { x: across * Math.sin(turned), y: Math.sin(elevation), z: across * Math.cos(turned) };
}

/** Radians; azimuth clockwise from north. */
export function sunAngles({ latitude, dayOfYear, hour }: SunTime): {
  elevation: number;
  azimuth: number;
} {
  const declination = 23.44 * radian * Math.sin(((dayOfYear - 81) / 365) * 2 * Math.PI);
  const hourAngle = (hour - 12) * 15 * radian;
  const phi = latitude * radian;
  const height =
    Math.sin(phi) * Math.sin(declination) +
    Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle);
  const east = -Math.cos(declination) * Math.sin(hourAngle);
  const north =
    Math.cos(phi) * Math.sin(declination) -
    Math.sin(phi) * Math.cos(declination) * Math.cos(hourAngle);
  return { elevation: Math.asin(height), azimuth: Math.atan2(east, north) };
}
