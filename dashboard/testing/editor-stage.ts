// The stage of the fence editor's tests. All modules of these tests play on it, since to build the dashboard and to start a
// browser costs more than most of the tests.
import { setStage } from './stage.ts';

export const stage = setStage('production');
