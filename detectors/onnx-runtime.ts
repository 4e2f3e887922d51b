// The only file that loads ONNX Runtime, so that its telemetry is off before it loads. Exports what the project uses of the
// library. `checks/telemetry.test.ts` ensures that no other file loads it.
import '../models/onnx-telemetry.ts';

export { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
