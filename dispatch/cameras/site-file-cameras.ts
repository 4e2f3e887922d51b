// The cameras of the dashboard in the form of a site file. A log-in becomes two variables, named after the camera. Pure.
import type { SetUpCamera, SiteFile } from '../../contracts/index.ts';

export function siteFileOf(cameras: readonly SetUpCamera[]): SiteFile['cameras'] {
  return cameras.filter(({ origin }) => origin === 'dashboard').map(entryOf);
}

function entryOf(camera: SetUpCamera): SiteFile['cameras'][number] {
  const { id, name, gridCell, location, transport, edge } = camera;
  return {
    id,
    name,
    source: sourceOf(camera),
    ...(gridCell !== null && { gridCell }),
    ...(location !== null && { location }),
    ...(transport !== 'auto' && { transport }),
    ...(edge !== null && { edge }),
  };
}

function sourceOf({ id, source, hasLogIn }: SetUpCamera): string {
  if (!hasLogIn) return source;
  const name = variableOf(id);
  if (source.includes('=***')) return source.replaceAll('=***', `=\${${name}_PASSWORD}`);
  return source.replace('://', `://\${${name}_USER}:\${${name}_PASSWORD}@`);
}

/** Variables begin with a letter. */
function variableOf(id: string): string {
  return `CAMERA_${id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}
