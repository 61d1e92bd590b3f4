// Starts the service as configured by the environment; `alliance-kpi serve` does the same with flags.
import { serve } from './cli/serve.js';

await serve({}, 'lcamp-and-example');
