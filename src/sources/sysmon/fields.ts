/** The members of a Sysmon event brought to one shape (see `joining.ts`); those of the event's data as Sysmon names them. */

import { number, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  /** An event that cannot be read stands here alone. */
  broken: text('broken'),
  id: number('id'),
  computer: text('computer'),
  recordId: text('recordId'),
  logged: text('logged'),
  UtcTime: text('UtcTime'),
  ProcessGuid: text('ProcessGuid'),
  ProcessId: text('ProcessId'),
  Image: text('Image'),
  CommandLine: text('CommandLine'),
  User: text('User'),
  ParentImage: text('ParentImage'),
  Protocol: text('Protocol'),
  SourceIp: text('SourceIp'),
  DestinationIp: text('DestinationIp'),
  DestinationHostname: text('DestinationHostname'),
  DestinationPort: text('DestinationPort'),
});
