// Turns off the telemetry of ONNX Runtime in this process. Must be loaded before the library, which sends at its start: it looks
// up a Microsoft host and writes a device id and an event store into the user's cache folder. `detectors/onnx-runtime.ts` loads
// it first.

/** ONNX Runtime reads this once, at its start. */
export const telemetryVariable = 'ORT_DISABLE_TELEMETRY';

// Always set it: an empty value or a 0 would allow telemetry.
process.env[telemetryVariable] = '1';
