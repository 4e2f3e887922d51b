// The style sheet of the report page: light or dark as the reader's system, self-contained.

export const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #ffffff; --card: #f4f6f8;
  --line: #d9dee5; --bad: #b3261e; --good: #1b6e3c; --warn: #8a5300; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #9aa6b4; --paper: #12161c; --card: #1b2129;
  --line: #323b47; --bad: #ff8a80; --good: #7ddba3; --warn: #f5c26b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1500px; padding: 24px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Noto Sans", sans-serif; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 19px; margin: 36px 0 10px; } h3 { font-size: 15px; margin: 0; }
p { margin: 4px 0; } .soft { color: var(--soft); } .bad { color: var(--bad); } .good { color: var(--good); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 16px; min-width: 150px; }
.tile b { display: block; font-size: 24px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { color: var(--soft); font-weight: 600; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px; margin: 14px 0; }
.tag { display: inline-block; border-radius: 4px; padding: 0 8px; margin-right: 8px; border: 1px solid currentColor;
  font-size: 13px; font-weight: 600; color: var(--warn); }
.tag.missed, .tag.false-alarm, .tag.view-alarm { color: var(--bad); }
.strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)); gap: 10px; padding: 10px 0 4px; }
figure { margin: 0; max-width: 480px; } figcaption { font-size: 13px; color: var(--soft); font-variant-numeric: tabular-nums; }
figcaption.now { color: var(--bad); font-weight: 600; }
svg { display: block; width: 100%; height: auto; border-radius: 4px; } svg path, svg rect { fill: none; vector-effect: non-scaling-stroke; }
svg .fence.meant { stroke: #ffd400; stroke-width: 2; } svg .fence.other { stroke: #ffd400; stroke-width: 1; opacity: .45; }
svg .truth { stroke: #27d66b; stroke-width: 2; } svg .said { stroke: #ff4d43; stroke-width: 2; stroke-dasharray: 5 3; }
svg .track { stroke: #37c8ff; stroke-width: 1.2; } svg .faint { opacity: .45; } svg .region { fill: #ff5ce1; fill-opacity: .38; }
svg text { font: 9px system-ui, sans-serif; fill: #fff; stroke: #000; stroke-width: 2.5px; paint-order: stroke; }
.legend span { margin-right: 18px; white-space: nowrap; }
.legend i { display: inline-block; width: 22px; height: 10px; margin-right: 6px; border: 2px solid; vertical-align: baseline; }
.legend .fence { border-color: #e0b800; } .legend .truth { border-color: #27d66b; }
.legend .said { border-color: #ff4d43; border-style: dashed; } .legend .track { border-color: #37c8ff; }
.legend .region { border-color: transparent; background: #ff5ce1; opacity: .6; }
`;
