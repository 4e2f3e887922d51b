// The output of `fencewatch models compare`: the models side by side, precision by label, sizes, and calibration. Pure: takes
// figures; returns text, or Markdown. An unknown figure is a dash.
import { columns, markdownTable, shareOf } from '../accuracy/columns.ts';
import type { LabelFigures, ModelFigures } from './measure-model.ts';

export function compareText(models: readonly ModelFigures[], notes: readonly string[]): string {
  return [...notes, ...leftOutLines(models), ...tablesOf(models).map(columns)].join('\n\n');
}

export function compareMarkdown(models: readonly ModelFigures[], notes: readonly string[]): string {
  const parts = [
    '# Models on labelled pictures',
    ...notes,
    ...leftOutLines(models),
    ...tablesOf(models).map(markdownTable),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tablesOf(models: readonly ModelFigures[]): string[][][] {
  return [
    overview(models),
    byLabel(models),
    bySize(models),
    thresholds(models),
    reliability(models),
  ];
}

function overview(models: readonly ModelFigures[]): string[][] {
  return [
    ['model', 'AP50', 'AP50:95', 'pictures', 'CPU ms a picture', 'ms a picture'],
    ...models.map((one) => [
      one.model,
      apText(one.meanAp50),
      apText(one.meanAp),
      String(one.pictures),
      numberText(one.cpuMsPerPicture, 1),
      numberText(one.msPerPicture, 1),
    ]),
  ];
}

function byLabel(models: readonly ModelFigures[]): string[][] {
  return [
    ['label', 'boxes', ...models.flatMap(({ model }) => [`${model} AP50`, 'AP50:95'])],
    ...labelsOf(models).map((label) => [
      label,
      String(figuresOf(models[0], label)?.wanted ?? 0),
      ...models.flatMap((one) => {
        const figures = figuresOf(one, label);
        return figures?.isKnown
          ? [apText(figures.ap50), apText(figures.ap)]
          : ['not its label', '–'];
      }),
    ]),
  ];
}

function bySize(models: readonly ModelFigures[]): string[][] {
  const sizes = ['small', 'medium', 'large'] as const;
  return [
    ['label', 'size', 'boxes', ...models.map(({ model }) => `${model} AP50`)],
    ...labelsOf(models).flatMap((label) =>
      sizes.flatMap((size) => {
        const wanted = figuresOf(models[0], label)?.bySize[size].wanted ?? 0;
        if (wanted === 0) return [];
        const cells = models.map((one) => {
          const figures = figuresOf(one, label);
          return figures?.isKnown ? apText(figures.bySize[size].ap50) : '–';
        });
        return [[label, size, String(wanted), ...cells]];
      }),
    ),
  ];
}

function thresholds(models: readonly ModelFigures[]): string[][] {
  return [
    ['label', 'model', 'threshold', 'precision', 'recall', 'confidence is off by'],
    ...labelsOf(models).flatMap((label) =>
      models.flatMap((one) => {
        const figures = figuresOf(one, label);
        if (!figures?.isKnown) return [];
        const { threshold, gap } = figures.calibration;
        return [
          [
            label,
            one.model,
            threshold ? numberText(threshold.confidence, 2) : 'too few boxes',
            shareOf(threshold?.precision ?? null),
            shareOf(threshold?.recall ?? null),
            numberText(gap, 2),
          ],
        ];
      }),
    ),
  ];
}

function reliability(models: readonly ModelFigures[]): string[][] {
  return [
    ['label', 'model', 'confidence', 'guesses', 'mean', 'right'],
    ...labelsOf(models).flatMap((label) =>
      models.flatMap((one) =>
        (figuresOf(one, label)?.calibration.bins ?? []).map(
          ({ from, to, count, meanConfidence, precision }) => [
            label,
            one.model,
            `${numberText(from, 1)} to ${numberText(to, 1)}`,
            String(count),
            numberText(meanConfidence, 2),
            shareOf(precision),
          ],
        ),
      ),
    ),
  ];
}

function leftOutLines(models: readonly ModelFigures[]): string[] {
  const leftOut = models[0]?.leftOut ?? [];
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, 5).map(({ file, reason }) => `${file} (${reason})`);
  const more = leftOut.length > 5 ? ' …' : '';
  return [`${leftOut.length} pictures are left out: ${shown.join(', ')}${more}`];
}

/** The labels in the pictures. */
function labelsOf(models: readonly ModelFigures[]): string[] {
  return (models[0]?.labels ?? []).flatMap(({ label, wanted }) => (wanted > 0 ? [label] : []));
}

function figuresOf(model: ModelFigures | undefined, label: string): LabelFigures | undefined {
  return model?.labels.find((one) => one.label === label);
}

function apText(value: number | null): string {
  return numberText(value, 3);
}

function numberText(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}
