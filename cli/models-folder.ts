// The folder of models: FENCEWATCH_MODELS_DIR, else models/weights of the package.
import { join } from 'node:path';
import { packageRoot } from '../models/index.ts';

export function modelsFolder(): string {
  return process.env['FENCEWATCH_MODELS_DIR'] ?? join(packageRoot(), 'models', 'weights');
}
