/** Points in time as AWS writes them, from epoch ms. */

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `2026-03-02T08:15:30Z`: CloudTrail gives whole seconds. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** STS and IAM answer with this form: `Mar 2, 2026, 9:15:30 AM`. */
export function answerDate(time: number): string {
  const date = new Date(time);
  const month = MONTHS.slice(date.getUTCMonth() * 3, date.getUTCMonth() * 3 + 3);
  const hour = date.getUTCHours();
  const clock = [hour % 12 === 0 ? 12 : hour % 12, two(date.getUTCMinutes()), two(date.getUTCSeconds())].join(
    ':',
  );
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
