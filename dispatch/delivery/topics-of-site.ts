// The notification topics of a site, for the broker check. Takes the site; returns each topic once.
import { notificationTopic, roleSchema, type Site } from '../../contracts/index.ts';

export function topicsOfSite({ cameras }: Pick<Site, 'cameras'>): string[] {
  const cells = new Set(cameras.map(({ gridCell }) => gridCell));
  return [...cells].flatMap((cell) =>
    roleSchema.options.map((role) => notificationTopic(cell, role)),
  );
}
