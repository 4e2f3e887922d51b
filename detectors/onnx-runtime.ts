// The only file that loads ONNX Runtime, so that its telemetry is off before it loads. Takes nothing; gives what the project
// uses of the library. `checks/telemetry.test.ts` sees to it that no other file loads the library.
import '../models/onnx-telemetry.ts';

export { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
