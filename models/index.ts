// The public interface of the models folder.
export {
  addModel,
  removeModel,
  type AddRequest,
  type TrialResult,
  type TryModel,
} from './add-model.ts';
export { buildDefaultModel, type BuiltModel } from './build-default-model.ts';
export {
  contentsOf,
  externalFileSchema,
  externalFilesOf,
  type ExternalFile,
} from './external-data.ts';
export { parseLabelFile } from './label-file.ts';
export { decodeLabelText } from './label-text.ts';
export {
  labelsOfSet,
  loadLabelTable,
  thingOf,
  type LabelTable,
  type ModelLabel,
} from './labels.ts';
export { ModelError, modelErrorReasons, type ModelErrorReason } from './model-error.ts';
export { packageRoot } from '../host/package-root.ts';
export { pullModel, type PulledModel, type PullProgress, type PullRequest } from './pull-model.ts';
export {
  families,
  familySchema,
  loadRegistry,
  modelNameSchema,
  type Family,
  type InputSize,
  type RegistryEntry,
} from './registry.ts';
export {
  listBroken,
  listModels,
  resolveModel,
  verifyModels,
  type FileState,
  type ListedModel,
  type ResolvedModel,
} from './store.ts';
