/** `npm run build`: installs what is missing and compiles to `dist/` when it is older than its sources. */

import { prepare } from './prepare.mjs';

prepare();
