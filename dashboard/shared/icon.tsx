// The icons, drawn for this app on a 24 unit grid with one stroke width. They are decoration: a text stands beside each.
const paths = {
  'street-vending':
    'M5.2 4.5h13.6L21 10H3zM3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M5.5 14v6h13v-6M10 20v-4h4v4',
  'blocked-fire-exit':
    'M2.5 21h13M4.5 21V3.5h9V11M4.5 3.5l5 2.5v15M14.5 14.5l6.5 6.5M21 14.5 14.5 21',
  'debris-pile':
    'M8.5 8.5C5.5 10 3.5 13 3.5 16.2 3.5 19 5 20.5 7.5 20.5h5c2.5 0 4-1.5 4-4.3 0-3.2-2-6.2-5-7.7M8.5 8.5 7.3 4.8l2.7.9 2.7-.9-1.2 3.7zM18.5 20.5H21l-.8-4-2.7-.7',
  alerts: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4',
  wall: 'M3.5 4.5h7.5v6.5H3.5zM13.5 4.5h7v6.5h-7zM3.5 13.5h7.5v6h-7.5zM13.5 13.5h7v6h-7z',
  fences:
    'M4 9.5 12 4l8 5.5v8L12 20l-8-2.5zM4 9.5h.01M12 4h.01M20 9.5h.01M20 17.5h.01M12 20h.01M4 17.5h.01',
  health: 'M2.5 12.5h4l3-7.5 4.5 14 3-6.5h4.5',
  camera: 'M3.5 7.5h11.5v9H3.5zM15 11l5.5-3v8L15 13',
  place:
    'M12 21c4-4.5 6.5-7.5 6.5-11a6.5 6.5 0 0 0-13 0c0 3.5 2.5 6.5 6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6',
  check: 'm4.5 12.5 5 5 10-11',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 7v5.5l3.5 2',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1',
  back: 'm14.5 5-7 7 7 7',
  forward: 'm9.5 5 7 7-7 7',
  more: 'm7 10 5 5 5-5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  'eye-off':
    'M5 7.5C3.4 9.3 2.5 12 2.5 12S6 18.5 12 18.5c1.5 0 2.9-.4 4.1-1M9.5 5.9a8 8 0 0 1 2.5-.4c6 0 9.5 6.5 9.5 6.5s-.7 1.5-2.1 3M4 4l16 16',
  'log-out': 'M14 4H5v16h9M10 12h11M17.5 8l4 4-4 4',
  filter: 'M4 6h16M7 12h10M10 18h4',
  quiet: 'M12 3.5 5 6.5v5c0 4.5 3 7.7 7 9 4-1.3 7-4.5 7-9v-5zM8.8 12l2.3 2.3 4.2-4.5',
  undo: 'M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3',
  redo: 'M15.5 5 20 9.5 15.5 14M19.5 9.5H10a5.5 5.5 0 0 0 0 11h3',
  polygon: 'M5 8.5 12.5 4l7 6-3 9.5H7zM5 8.5h.01M12.5 4h.01M19.5 10h.01M16.5 19.5h.01M7 19.5h.01',
  rectangle: 'M4 6.5h16v11H4z',
  hole: 'M4 5h16v14H4zM9 9.5h6v5H9z',
  permit: 'M4 5h16v14H4zM8 12l3 3 5-6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  magnet: 'M6 4v8a6 6 0 0 0 12 0V4h-4v8a2 2 0 0 1-4 0V4zM6 8h4M14 8h4',
  ghost: 'M12 5.5 19.5 10l-3 9h-9l-3-9zM12 5.5v.01M9 3.5l-5.5 4M15 3.5l5.5 4',
  bin: 'M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10.2 11v5.5M13.8 11v5.5',
  import: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15',
  export: 'M12 15V4M7.5 8.5 12 4l4.5 4.5M4.5 19.5h15',
  history: 'M4 5v4.5h4.5M4.5 9.5A8.3 8.3 0 1 1 4 13.5M12 8v4.5l3 2',
  close: 'm6 6 12 12M18 6 6 18',
  'no-picture': 'M4 5h16v14H4zM4 16l4.5-4.5 3.5 3.5M13 13l2.5-2.5L20 15M4 4l16 16',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
