// The content security policy forbids code generated at run time, which zod would try as soon as a schema is created. Import this
// before anything that creates one.
import { z } from 'zod';

z.config({ jitless: true });
