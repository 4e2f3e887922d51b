/// <reference types="node" />
// The longest names that people write, in all that has a name on the pages: cameras, fences, people, places.
import type { FixtureServer } from './fixture-server.ts';

const longNames = {
  'zh-CN': '解放路东段人民公园北门对面第三停车场入口左侧消防通道沿街商铺门前人行道监控点位甲',
  'en-GB': 'Konstantinopolitanischer-Hauptverwaltungsplatz, north gate beside a fire exit 7',
} as const;

export function lengthenNames(server: FixtureServer, locale: keyof typeof longNames): void {
  const name = longNames[locale];
  server.cameras = server.cameras.map((camera) => ({
    ...camera,
    name,
    fences: camera.fences.map((fence) => ({ ...fence, name })),
  }));
  server.cases = server.cases.map((detail) => ({
    ...detail,
    cameraName: name,
    fenceName: name,
    acknowledgedBy: detail.acknowledgedBy && name,
    deliveries: detail.deliveries.map((one) => ({ ...one, recipient: name })),
    alsoSeenBy: (detail.alsoSeenBy ?? []).map((one) => ({ ...one, cameraName: name })),
  }));
  server.fences = server.fences.map((version) => ({
    ...version,
    author: name,
    fence: version.fence && { ...version.fence, name },
  }));
  server.people.people = server.people.people.map((one) => ({
    ...one,
    person: { ...one.person, name, email: `${'long.'.repeat(12)}name@example.org` },
  }));
  server.people.units = server.people.units.map((unit) => ({ ...unit, name }));
  server.cameraSetup.cameras = server.cameraSetup.cameras.map((camera) => ({
    ...camera,
    name,
    location: name,
    source: `rtsp://10.20.0.31:554/${'stream/'.repeat(30)}`,
  }));
}
