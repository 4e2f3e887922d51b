// Turns off the telemetry of ONNX Runtime in this process. Must be loaded before the library, which sends when it starts:
// it asks for the address of a Microsoft host and writes a device id and an event store into the user's cache folder.
// Takes and gives nothing; `detectors/onnx-runtime.ts` loads it first.

/** What ONNX Runtime reads once, at its start. */
export const telemetryVariable = 'ORT_DISABLE_TELEMETRY';

// Set whatever stood there before: an empty value or a 0 would let it send.
process.env[telemetryVariable] = '1';
