/** Names of Log Analytics columns, without what a workspace or an export adds to them. */

/** In small letters. */
export function plainName(column: string): string {
  return withoutMark(column).toLowerCase();
}

/** As a member of a record: `UserPrincipalName` → `userPrincipalName`, `IPAddress` → `ipAddress`. */
export function memberName(column: string): string {
  const name = withoutMark(column);
  const capitals = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$/.exec(name)?.[0] ?? name.slice(0, 1);
  return `${capitals.toLowerCase()}${name.slice(capitals.length)}`;
}

/** `CreatedDateTime [UTC]`, `Status_dynamic`, and the suffixes by which older tables say a column's type. */
function withoutMark(column: string): string {
  return column.replace(/ ?\[UTC\]$/, '').replace(/_(?:dynamic|string|[sdgbt])$/, '');
}
