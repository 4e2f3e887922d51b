// The section of the report about one clip: its author's notes, and a film strip per case.
import { seconds } from '../columns.ts';
import type { Case, CaseKind } from './cases.ts';
import type { ClipStrips } from './film-strips.ts';
import { html, type Html } from './html.ts';
import { pictureSvg } from './overlay.ts';
import type { Strip, StripPicture } from './strip.ts';

const caseTexts: Record<CaseKind, string> = {
  missed: 'missed',
  'false-alarm': 'false alarm',
  duplicate: 'duplicate',
  late: 'late',
  'not-cleared': 'not cleared',
  'view-alarm': 'view',
};

export function clipSection({ judged, strips, leftOut }: ClipStrips): Html {
  const { clip } = judged;
  return html`<section>
    <h2>${clip.name}</h2>
    <p class="soft">${clip.truth.note}</p>
    ${strips.map((strip) => stripArticle(strip, clip.fences))}
    ${leftOut > 0 ? html`<p class="soft">${leftOut} more in this clip are not shown.</p>` : null}
  </section>`;
}

function stripArticle(strip: Strip, fences: ClipStrips['judged']['clip']['fences']): Html {
  const { about, pictures } = strip;
  return html`<article>
    <h3><span class="tag ${about.what}">${caseTexts[about.what]}</span>${headline(strip)}</h3>
    ${about.reason === null ? null : html`<p>The engine: “${about.reason}”</p>`}
    <p class="soft">${counts(strip)}</p>
    <div class="strip">
      ${pictures.map(
        (picture) =>
          html`<figure>${pictureSvg(picture, about, fences)} ${caption(picture, about)}</figure>`,
      )}
    </div>
  </article>`;
}

function headline({ about: { fenceId, title } }: Strip): string {
  return fenceId === null ? title : `${fenceId}: ${title}`;
}

function caption({ atMs, seen }: StripPicture, { openedMs }: Case): Html {
  const view = seen.view.state === 'ok' ? '' : `, view ${seen.view.state}`;
  return atMs === openedMs
    ? html`<figcaption class="now">${seconds(atMs)}, opened${view}</figcaption>`
    : html`<figcaption>${seconds(atMs)}${view}</figcaption>`;
}

function counts({ frames, seenThere, notCounted }: Strip): string {
  const listed = (map: ReadonlyMap<string, number>) =>
    [...map]
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${count}×`)
      .join(', ') || 'nothing';
  return `At the place in ${frames} analysed frames: ${listed(seenThere)}. Not counted: ${listed(notCounted)}.`;
}
