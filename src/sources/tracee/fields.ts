/** The paths of a Tracee event that this source reads. `started` and `parentStarted` are joined on: see `joining.ts`. */

import { json, number, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  /** Nanoseconds since 1970, more than a number holds exactly; milliseconds are what is kept. */
  timestamp: number('timestamp'),
  eventName: text('eventName'),
  hostName: text('hostName'),
  processName: text('processName'),
  executable: text('executable.path'),
  hostProcessId: number('hostProcessId'),
  processId: number('processId'),
  processEntityId: number('processEntityId'),
  userId: number('userId'),
  containerId: json('containerId'),
  containerInnerId: text('container.id'),
  containerName: text('container.name'),
  containerImage: text('container.image'),
  podName: text('kubernetes.podName'),
  podNamespace: text('kubernetes.podNamespace'),
  args: json('args'),
  startedPath: text('started.path'),
  startedCommand: text('started.commandLine'),
  parentPath: text('parentStarted.path'),
});
