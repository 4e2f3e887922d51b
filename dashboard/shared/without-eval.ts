// The content security policy forbids code generated at run time, which zod would try as soon as a schema is created. Import this
// before anything that creates one. By its own name: the build takes every call of `z` for one without effect and drops it.
import { config } from 'zod';

config({ jitless: true });
