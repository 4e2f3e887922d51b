// Runs `fences test` in this process and captures its output.
import { testFences, type FencesTestOptions } from '../fences-test.ts';
import { printedBy, type Printed } from './run-analyze.ts';

export function runFencesTest(options: Partial<FencesTestOptions>): Promise<Printed> {
  return printedBy(() => testFences({ site: '', data: '', json: true, ...options }));
}
