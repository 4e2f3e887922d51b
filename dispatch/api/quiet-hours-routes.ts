// The caller's quiet hours: reads his own and the site's, and changes his own. Each change is a version of the roster.
import {
  ownQuietHoursSchema,
  setQuietHoursSchema,
  type DutyContent,
  type OwnQuietHours,
  type QuietHours,
} from '../../contracts/index.ts';
import { changeRoster } from '../engine/change-roster.ts';
import type { DutyOutcome } from '../engine/duty-service.ts';
import { personOfUser } from '../routing/taken-duty.ts';
import type { App, DutyParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound } from './problem.ts';
import { changed } from './roster-refusal.ts';

const response = { 200: ownQuietHoursSchema, ...problemResponses };

export function addQuietHoursRoutes(app: App, parts: DutyParts): void {
  app.get('/api/quiet-hours', { schema: { response } }, (request) => own(parts, authorOf(request)));
  app.put(
    '/api/quiet-hours',
    { schema: { body: setQuietHoursSchema, response } },
    async (request) => {
      const author = authorOf(request);
      const { person } = own(parts, author);
      const outcome = await set(parts, { person, own: request.body.own, author });
      // An equal value changes nothing.
      if (outcome !== null && (outcome.ok || outcome.reason !== 'unchanged')) changed(outcome);
      return own(parts, author);
    },
  );
}

/** @throws when the caller is not in the roster */
function own({ duty, recipients }: DutyParts, user: string): OwnQuietHours {
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

async function set({ duty }: DutyParts, wish: Wish): Promise<DutyOutcome | null> {
  const make = (content: DutyContent) => withHours(content, wish);
  return changeRoster(duty, { make, author: wish.author, reason: 'own quiet hours' });
}

function withHours(content: DutyContent, { person, own: hours }: Wish): DutyContent {
  const people = content.people.map((one) => {
    if (one.id !== person) return one;
    const { quietHours: _before, ...rest } = one;
    return hours === null ? rest : { ...rest, quietHours: hours };
  });
  return { ...content, people };
}
