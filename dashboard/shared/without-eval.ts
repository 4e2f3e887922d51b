// The content security policy forbids code made at run time, which zod would try as soon as a schema is made. Imported
// before anything that makes one.
import { z } from 'zod';

z.config({ jitless: true });
