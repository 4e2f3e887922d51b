// `fencewatch fences advise` without a fence: lists fences with a place that was void repeatedly for one cause. Takes a file of
// verdicts, or asks dispatch; prints one line per place. Returns the exit code.
import { describeFaults } from '../contracts/index.ts';
import { repeatedVoids, type Verdict } from '../geofences/index.ts';
import { askVerdicts } from './fence-history.ts';
import { dispatchSpan, type FencesAdviseOptions } from './fences-advise.ts';
import { loadSite } from './site-file.ts';
import { loadVerdicts } from './verdict-file.ts';

type Asked = Pick<FencesAdviseOptions, 'site' | 'labels' | 'dispatch' | 'from' | 'to' | 'json'>;
type ByFence = ReadonlyMap<string, readonly Verdict[]>;

export async function adviseOnAll(options: Asked): Promise<0 | 2> {
  const loaded = await loadSite(options.site);
  if (!loaded.ok) return refuse(describeFaults(loaded.faults));
  const found = await verdictsByFence(options, loaded.site.timezone);
  if (typeof found === 'string') return refuse(found);
  const places = [...found].flatMap(([fenceId, verdicts]) =>
    repeatedVoids(verdicts).map((place) => ({ fenceId, ...place })),
  );
  if (options.json) console.log(JSON.stringify({ places }));
  else if (places.length === 0) console.log('no place was void three times for one cause');
  else
    for (const { fenceId, cause, verdicts, confirmed } of places)
      console.log(
        `${fenceId}: a place was void ${verdicts.length} times (${cause || 'no cause given'}), ` +
          `${confirmed} confirmed there; try: fencewatch fences advise --fence ${fenceId} …`,
      );
  return 0;
}

async function verdictsByFence(
  { labels, dispatch, from, to }: Asked,
  timezone: string,
): Promise<ByFence | string> {
  if (dispatch !== undefined) {
    const asked = dispatchSpan({ dispatch, from, to }, timezone);
    return typeof asked === 'string' ? asked : askVerdicts(asked);
  }
  if (labels === undefined) return 'expected --labels FILE, or --dispatch URL';
  const read = await loadVerdicts(labels, timezone);
  if (!read.ok) return describeFaults(read.faults);
  const byFence = new Map<string, Verdict[]>();
  for (const verdict of read.verdicts) {
    const own = byFence.get(verdict.fenceId);
    if (own) own.push(verdict);
    else byFence.set(verdict.fenceId, [verdict]);
  }
  return byFence;
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}
