/** Every source, sorted by id. A new one is a folder here and a line in this list. */

import type { Source } from '../contract/source.ts';
import { awsCloudtrail } from './aws-cloudtrail/index.ts';
import { googleWorkspace } from './google-workspace/index.ts';

export const SOURCES: readonly Source[] = [awsCloudtrail, googleWorkspace];
