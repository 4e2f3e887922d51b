// The stage of the fence editor's tests. All modules of these tests share it, because building the dashboard and starting a browser
// costs more than most of the tests.
import { setStage } from './stage.ts';

export const stage = setStage('production');
