// The folder of models: FENCEWATCH_MODELS_DIR, else models/weights of the package.
import { join } from 'node:path';
import { projectRoot } from '../models/index.ts';

export function modelsFolder(): string {
  return process.env['FENCEWATCH_MODELS_DIR'] ?? join(projectRoot(), 'models', 'weights');
}
