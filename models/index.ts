// What other folders may use of the models, in one place to import from.
export { addModel, type AddRequest, type TryModel } from './add-model.ts';
export { buildDefaultModel, type BuiltModel } from './build-default-model.ts';
export {
  labelsOfSet,
  loadLabelTable,
  parseLabelFile,
  thingOf,
  type LabelTable,
  type ModelLabel,
} from './labels.ts';
export { ModelError, modelErrorReasons, type ModelErrorReason } from './model-error.ts';
export { projectRoot } from './package-root.ts';
export { pullModel, type PulledModel, type PullProgress, type PullRequest } from './pull-model.ts';
export {
  families,
  familySchema,
  loadRegistry,
  type Family,
  type InputSize,
  type RegistryEntry,
} from './registry.ts';
export {
  listModels,
  resolveModel,
  verifyModels,
  type FileState,
  type ListedModel,
  type ResolvedModel,
} from './store.ts';
