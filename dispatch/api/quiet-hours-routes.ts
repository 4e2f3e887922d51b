// The quiet hours of whoever asks: what he has set, what the site has, and setting them. Each change is a version of the roster.
import {
  ownQuietHoursSchema,
  setQuietHoursSchema,
  type DutyContent,
  type OwnQuietHours,
  type QuietHours,
} from '../../contracts/index.ts';
import type { DutyOutcome } from '../engine/duty-service.ts';
import { personOfUser } from '../routing/taken-duty.ts';
import type { ApiParts, App } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound } from './problem.ts';
import { changed } from './roster-refusal.ts';

const response = { 200: ownQuietHoursSchema, ...problemResponses };

export function addQuietHoursRoutes(app: App, parts: ApiParts): void {
  app.get('/api/quiet-hours', { schema: { response } }, (request) => own(parts, authorOf(request)));
  app.put(
    '/api/quiet-hours',
    { schema: { body: setQuietHoursSchema, response } },
    async (request) => {
      const author = authorOf(request);
      const { person } = own(parts, author);
      const outcome = await set(parts, { person, own: request.body.own, author });
      // Whoever says the same again has what he wants.
      if (outcome.ok || outcome.reason !== 'unchanged') changed(outcome);
      return own(parts, author);
    },
  );
}

/** @throws for whoever is not in the roster */
function own({ duty, recipients }: ApiParts, user: string): OwnQuietHours {
  const found = personOfUser(user, duty.current().content);
  if (found === null) throw notFound('person in the roster who logs in by this name');
  const site = recipients.usualQuietHours;
  return { person: found.id, own: found.quietHours ?? null, site };
}

interface Wish {
  person: string;
  own: QuietHours | null;
  author: string;
}

const mostTries = 5;

/** Somebody may change the roster at the same moment: then it is made from the newest again. */
async function set({ duty }: ApiParts, wish: Wish): Promise<DutyOutcome> {
  for (let tries = 1; ; tries += 1) {
    const { version: baseVersion, content } = duty.current();
    const { author } = wish;
    const by = { author, reason: 'own quiet hours', change: 'edited' } as const;
    const outcome = await duty.change({ ...by, baseVersion, content: withHours(content, wish) });
    if (outcome.ok || outcome.reason !== 'stale' || tries === mostTries) return outcome;
    await duty.refresh();
  }
}

function withHours(content: DutyContent, { person, own: hours }: Wish): DutyContent {
  const people = content.people.map((one) => {
    if (one.id !== person) return one;
    const { quietHours: _before, ...rest } = one;
    return hours === null ? rest : { ...rest, quietHours: hours };
  });
  return { ...content, people };
}
