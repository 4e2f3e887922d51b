// The player of clips: a file of its own, loaded when a clip is opened.
export { ClipPlayer } from './clip-player.tsx';
export { ClipsTogether } from './clips-together.tsx';
export { FenceNote } from './fence-note.tsx';
