import { describe, expect, it } from 'vitest';
import { figuresOf, type JudgedClip } from '../figures.ts';
import {
  aClip,
  aFence,
  aJudgedClip,
  anEvent,
  anObservation,
  aTrack,
  aTruth,
  farAway,
} from '../testing/makers.ts';
import type { Settings } from '../measure.ts';
import { casesOf } from './cases.ts';
import type { ClipStrips } from './film-strips.ts';
import { reportPage } from './page.ts';

const settings: Settings = {
  engine: 'fencewatch',
  model: 'm<1>',
  modelSha256: 'abcdef0123456789ff',
  periodMs: 500,
};

function pageOf(judged: JudgedClip[], leftOut = 0): string {
  const strips = judged
    .map((one): ClipStrips => ({ judged: one, strips: casesOf(one).map(stripOf), leftOut }))
    .filter(({ strips: made }) => made.length > 0);
  return reportPage({ settings, judged, figures: figuresOf(judged) }, strips);
}

function stripOf(about: ReturnType<typeof casesOf>[number]): ClipStrips['strips'][number] {
  const seen = anObservation(0, {
    tracks: [aTrack({ label: 'dog', confidence: 0.81 }), aTrack({ label: 'cat', confidence: 0.2 })],
    regions: [
      {
        id: 'r1',
        box: farAway,
        area: 0.01,
        since: 0,
        contrast: 0.4,
        spans: [[8, 8, 9]],
        seenAs: [{ thing: 'goods', label: 'suitcase', confidence: 0.4 }],
      },
    ],
  });
  const picture = { image: 'data:image/jpeg;base64,AAAA', width: 320, height: 180, seen };
  return {
    about,
    frames: 9,
    seenThere: new Map([['dog', 4]]),
    notCounted: new Map([['too-small', 2]]),
    pictures: about.momentsMs.map((atMs) => ({ atMs, ...picture })),
  };
}

const falseAlarm = aJudgedClip({
  clip: aClip({
    truth: aTruth({ incidents: [], note: 'a <script> of nothing' }),
    fences: [aFence(), aFence({ id: 'lawn', kind: 'debris-pile' })],
  }),
  events: [anEvent('opened', 50_000, { region: farAway, reason: 'crate & bag' })],
});

describe('the page', () => {
  const page = pageOf([falseAlarm, aJudgedClip({ events: [anEvent('opened', 31_000)] })]);

  it('names the settings of the measurement', () => {
    expect(page).toMatch(/Engine <b>fencewatch<\/b>, model <b>m&lt;1&gt;<\/b>, period 0\.5 s/);
    expect(page).toContain('abcdef0123456789');
  });

  it('shows the main figures first', () => {
    expect(page).toMatch(/<b>100%<\/b\s*><span class="soft">blocked-fire-exit: 1 of 1 found/);
    expect(page).toMatch(/<b>432<\/b\s*><span class="soft">false alarms a camera-day \(1 in all\)/);
  });

  it('shows a false alarm with its reason, the objects there, and those not counted', () => {
    expect(page).toContain('class="tag false-alarm"');
    expect(page).toContain('crate &amp; bag');
    expect(page).toContain('At the place in 9 analysed frames: dog 4×. Not counted: too-small 2×.');
    expect(page).toContain('<figcaption class="now">50.0 s, opened</figcaption>');
  });

  it('draws fences, the reported place, tracks and static regions over the picture', () => {
    expect(page).toMatch(/class="fence meant"\s+d="M0 0L320 0L320 180L0 180z"/);
    expect(page).toMatch(/class="fence other"/);
    expect(page).toMatch(/class="said"\s+x="256"\s+y="144"\s+width="32"\s+height="18"/);
    expect(page).toMatch(/class="region"\s+d="M256 144h64v18h-64z"/);
    expect(page).toContain('static region, seen as suitcase 0.40');
    expect(page).not.toMatch(/<rect\s+class="truth"/);
  });

  it('labels only confident tracks; the others have a tooltip', () => {
    expect(page).toMatch(/<text[^>]*>dog 0\.81<\/text>/);
    expect(page).not.toMatch(/<text[^>]*>cat/);
    expect(page).toMatch(/<title>t1: cat 0\.20, moving<\/title>/);
  });

  it('never lets a text of a clip become markup', () => {
    expect(page).toContain('a &lt;script&gt; of nothing');
    expect(page).not.toContain('<script');
  });

  it('loads nothing from anywhere', () => {
    expect(page.match(/(?:src|href)="(?!data:)[^"]*"|url\(|@import/g)).toBeNull();
  });

  it('says how many cases are left out', () => {
    expect(pageOf([falseAlarm], 3)).toContain('3 more in this clip are not shown.');
  });

  it('says so when a run has no errors', () => {
    expect(pageOf([])).toContain('Nothing: all was found, and nothing else.');
  });
});
